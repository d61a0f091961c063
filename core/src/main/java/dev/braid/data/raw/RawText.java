package dev.braid.data.raw;

import dev.braid.data.duck.Duck;
import dev.braid.data.duck.DuckFailure;
import dev.braid.data.spec.FileFormat;
import dev.braid.fault.BadInput;
import dev.braid.fault.NearestName;
import dev.braid.fault.Problems;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A CSV file whose bad lines are set aside, with their numbers, while its good ones are read. */
public final class RawText {
    private static final String REJECTS = "rejected_lines";
    private static final String SCANS = "rejected_files";

    private final Duck duck;
    private final RawFile file;
    private final FileFormat format;
    private final TreeMap<Long, String> rejected = new TreeMap<>();
    private final Set<Long> records = new HashSet<>();

    private RawText(Duck duck, RawFile file, FileFormat format) {
        this.duck = duck;
        this.file = file;
        this.format = format;
    }

    /**
     * Looks at a file's first line.
     *
     * @param wanted columns that a header line must name
     * @throws BadInput when the file is missing, empty, or its first line cannot be the format's
     */
    public static RawText open(Duck duck, Path path, FileFormat format, List<String> wanted) {
        RawText text = open(duck, path, format);
        text.require(wanted);
        return text;
    }

    private static RawText open(Duck duck, Path path, FileFormat format) {
        return new RawText(duck, RawFile.open(duck, path, format), format);
    }

    /** The file. */
    public Path path() {
        return file.path();
    }

    /** Its columns, in order. */
    public Set<String> columns() {
        return file.columns().keySet();
    }

    /** Refuses a file whose header line lacks columns. */
    private void require(List<String> wanted) {
        if (!wanted.isEmpty() && wanted.stream().noneMatch(columns()::contains)) {
            throw new BadInput(path() + ":1: is no header line: it names none of the columns ("
                    + String.join(", ", wanted.subList(0, Math.min(3, wanted.size()))) + ", ...); put one there");
        }
        Problems problems = new Problems();
        wanted.stream()
                .filter(column -> !columns().contains(column))
                .forEach(column -> problems.add(
                        path() + ":1: has no column '" + column + "'; " + NearestName.suggestion(column, columns())));
        problems.throwIfAny();
    }

    /** The {@code FROM} clause that reads the good lines, in order; columns are text. */
    public String source() {
        return file.csv(
                format,
                ", store_rejects=true, rejects_limit=0, rejects_table='" + REJECTS + "', rejects_scan='" + SCANS + "'");
    }

    /** The SQL that gives a column's value from {@link #source()}. */
    public String value(String column) {
        return file.value(column, format);
    }

    /**
     * Does what reads {@link #source()} once, and notes the lines that were set aside.
     *
     * @throws BadInput when the file cannot be read at all
     */
    public void read(Runnable statement) {
        try {
            statement.run();
        } catch (DuckFailure e) {
            throw file.failure(e, format);
        }
        if (duck.number("SELECT count(*) FROM duckdb_tables() WHERE table_name = '" + REJECTS + "'") == 0) {
            return;
        }
        Map<Long, String> reasons = new TreeMap<>();
        for (List<@Nullable String> row : duck.rows(
                "SELECT line, arg_min(error_message, column_idx) FROM " + REJECTS + " GROUP BY line ORDER BY line")) {
            reasons.put(Long.parseLong(String.valueOf(row.get(0))), reason(String.valueOf(row.get(1))));
        }
        records.addAll(reasons.keySet());
        Map<Long, Long> lines = file.lines(format).ofRecords(records);
        reasons.forEach((record, reason) -> rejected.put(lines.getOrDefault(record, record), reason));
        duck.run("DROP TABLE " + REJECTS);
        duck.run("DROP TABLE " + SCANS);
    }

    /** Why lines were set aside, by their numbers. */
    public Map<Long, String> rejected() {
        return rejected;
    }

    private static String reason(String message) {
        String fields = DuckFailure.fields(message);
        if (!fields.isEmpty()) {
            return fields;
        }
        if (message.contains("unterminated quote")) {
            return "a quote is opened and never closed, or text follows a closed one";
        }
        return message.contains("not utf-8")
                ? "is not UTF-8 text"
                : message.lines().findFirst().orElse("cannot be read as CSV").strip();
    }

    /**
     * The line numbers of rows, found by reading the file again: blank lines and those set aside are no rows.
     *
     * @param rows numbers of good rows, from 0
     */
    public List<Long> lines(Set<Long> rows) {
        return List.copyOf(
                file.lines(format).ofRows(rows, format.header(), records).values());
    }

    /** Whether a header line names the columns. */
    public boolean header() {
        return format.header();
    }
}
