package dev.braid.data.raw;

import dev.braid.data.duck.Duck;
import dev.braid.data.duck.DuckFailure;
import dev.braid.data.duck.Sql;
import dev.braid.data.spec.FileFormat;
import dev.braid.fault.BadInput;
import dev.braid.fault.NearestName;
import dev.braid.fault.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One raw file, looked at before its rows are read.
 *
 * @param path where it lies
 * @param columns its columns and their SQL types, in order; a CSV file's are all {@code VARCHAR}
 * @param parquet whether it is Parquet
 * @param separator between fields, for CSV
 */
record RawFile(Path path, Map<String, String> columns, boolean parquet, String separator) {

    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+(\\.[0-9]*)?([eE][-+]?[0-9]+)?");

    /** Looks at a file of a spec: its first line tells whether the spec is about this file. */
    static RawFile open(Duck duck, Path path, FileFormat format) {
        return open(duck, path, format, List.of(), true);
    }

    /**
     * Looks at a file of a known form, whose first line is a row like any other where there is no header line: it may be a bad
     * one.
     *
     * @param wanted columns that a header line must name
     */
    static RawFile open(Duck duck, Path path, FileFormat format, List<String> wanted) {
        return open(duck, path, format, wanted, format.header());
    }

    private static RawFile open(Duck duck, Path path, FileFormat format, List<String> wanted, boolean firstTells) {
        if (Files.isDirectory(path)) {
            throw new BadInput(path + ": is a directory; name a file");
        }
        if (!Files.isReadable(path)) {
            throw new BadInput(
                    path + ": " + (Files.exists(path) ? "cannot be read; check its permissions" : "no such file"));
        }
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        boolean parquet = format.kind()
                .map(FileFormat.Kind.PARQUET::equals)
                .orElse(name.endsWith(".parquet") || name.endsWith(".pq"));
        if (parquet) {
            return new RawFile(path, parquetColumns(duck, path), true, "");
        }
        Soundness.require(path, name.endsWith(".gz"));
        String separator = format.separator().orElse(name.endsWith(".tsv") || name.endsWith(".tsv.gz") ? "\t" : ",");
        String first = HeaderLine.first(path, name.endsWith(".gz"));
        List<String> fields = HeaderLine.fields(first, separator, format.quote());
        List<String> names = format.header() ? fields : format.columns();
        if (firstTells) {
            requireSeparator(path, first, fields, separator, names.size());
        }
        if (firstTells && !format.header() && fields.size() != names.size() && !format.padShortRows()) {
            throw BadInput.of(
                    "%s:1: the row has %d fields, but the spec names %d columns", path, fields.size(), names.size());
        }
        requireNamed(path, names, wanted);
        Map<String, String> columns = new LinkedHashMap<>();
        requireDistinct(path, names).forEach(column -> columns.put(column, "VARCHAR"));
        return new RawFile(path, columns, false, separator);
    }

    /** The {@code FROM} clause that reads the file's rows and fails at the first bad line. */
    String source(FileFormat format) {
        return parquet ? "read_parquet(" + Sql.text(path.toString()) + ")" : csv(format, "");
    }

    /**
     * The {@code FROM} clause that reads a CSV file's rows.
     *
     * @param more parameters of {@code read_csv}, each with a comma before it
     */
    String csv(FileFormat format, String more) {
        List<String> types = new ArrayList<>();
        columns.keySet().forEach(column -> types.add(Sql.text(column) + ": 'VARCHAR'"));
        Set<String> nulls = new java.util.LinkedHashSet<>(format.nulls());
        nulls.add("");
        return "read_csv(" + Sql.text(path.toString()) + ", auto_detect=false, delim=" + Sql.text(separator)
                + ", quote="
                + Sql.text(format.quote()) + ", escape=" + Sql.text(format.quote()) + ", header=" + format.header()
                + ", null_padding=" + format.padShortRows() + ", nullstr=["
                + String.join(", ", nulls.stream().map(Sql::text).toList()) + "], columns={"
                + String.join(", ", types) + "}" + more + ")";
    }

    /** The SQL that gives a column's value, without blanks around it where the format says so. */
    String value(String column, FileFormat format) {
        String name = Sql.name(column);
        if (!format.trim() || parquet) {
            return name;
        }
        List<String> nulls = new ArrayList<>(format.nulls());
        nulls.add("");
        return "CASE WHEN trim(" + name + ") NOT IN ("
                + String.join(", ", nulls.stream().map(Sql::text).toList()) + ") THEN trim(" + name + ") END";
    }

    /** Where the records of a CSV file begin. */
    RecordLines lines(FileFormat format) {
        return new RecordLines(path, format.quote(), separator);
    }

    /** What a failure while reading the file's rows means. */
    BadInput failure(DuckFailure failure, FileFormat format) {
        if (!parquet && failure.invalidCsv()) {
            OptionalLong stray = lines(format).strayReturn();
            if (stray.isPresent()) {
                return new BadInput(
                        path + ":" + stray.getAsLong() + ": a carriage return stands within the line; mend the row",
                        failure);
            }
            Optional<RecordLines.OtherEnd> other = lines(format).otherEnd();
            if (other.isPresent()) {
                return new BadInput(
                        path + ":" + other.get().line() + ": the line ends with "
                                + (other.get().windows()
                                        ? "CRLF, those before it with LF"
                                        : "LF, those before it with CRLF")
                                + "; end all lines alike",
                        failure);
            }
        }
        long record = failure.csvLine();
        if (record == 0) {
            return new BadInput(path + ": " + failure.getMessage(), failure);
        }
        RecordLines.Extent known = lines(format).ofRecords(Set.of(record)).get(record);
        long line = known == null ? record : known.first();
        return new BadInput(
                path + ":" + line + ": " + failure.getMessage()
                        + "; mend the row, or set format.separator, quote or padShortRows",
                failure);
    }

    private static Map<String, String> parquetColumns(Duck duck, Path path) {
        try {
            Map<String, String> columns = new LinkedHashMap<>();
            for (List<@org.jspecify.annotations.Nullable String> row :
                    duck.rows("DESCRIBE SELECT * FROM read_parquet(" + Sql.text(path.toString()) + ")")) {
                columns.put(String.valueOf(row.get(0)), String.valueOf(row.get(1)));
            }
            return columns;
        } catch (DuckFailure e) {
            throw new BadInput(path + ": not a complete Parquet file (" + e.getMessage() + ")", e);
        }
    }

    private static void requireSeparator(Path path, String first, List<String> fields, String separator, int expected) {
        if (fields.size() > 1
                || (expected == 1 && HeaderLine.likelier(first, separator).isEmpty())) {
            return;
        }
        String shown = separator.equals("\t") ? "\\t" : separator;
        HeaderLine.likelier(first, separator).ifPresent(other -> {
            throw new BadInput(path + ":1: one column found with separator '" + shown + "'; set format.separator: \""
                    + other + "\"");
        });
    }

    /** The first column whose name is a number: so it is where a header line is missing. */
    static Optional<String> likeAValue(Collection<String> columns) {
        return columns.stream().filter(name -> NUMBER.matcher(name).matches()).findFirst();
    }

    private static void requireNamed(Path path, List<String> names, List<String> wanted) {
        if (!wanted.isEmpty() && wanted.stream().noneMatch(names::contains)) {
            throw new BadInput(path + ":1: is no header line: it names none of the columns ("
                    + String.join(", ", wanted.subList(0, Math.min(3, wanted.size()))) + ", ...); put one there");
        }
        Problems problems = new Problems();
        wanted.stream()
                .filter(column -> !names.contains(column))
                .forEach(column -> problems.add(
                        path + ":1: has no column '" + column + "'; " + NearestName.suggestion(column, names)));
        problems.throwIfAny();
    }

    private static List<String> requireDistinct(Path path, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.isEmpty()) {
                throw BadInput.of("%s:1: column %d has no name in the header line; name it", path, i + 1);
            }
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                if (NUMBER.matcher(name).matches()) {
                    throw BadInput.of(
                            "%s:1: is no header line: it holds values ('%s' twice); put one there, or set format.header:"
                                    + " false and format.columns",
                            path, name);
                }
                throw BadInput.of(
                        "%s:1: two columns are named '%s' (upper and lower case count as equal); rename one",
                        path, name);
            }
        }
        return names;
    }
}
