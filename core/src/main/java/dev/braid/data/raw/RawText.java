package dev.braid.data.raw;

import dev.braid.data.duck.Duck;
import dev.braid.data.duck.DuckFailure;
import dev.braid.data.spec.FileFormat;
import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import dev.braid.fault.NearestName;
import dev.braid.fault.Problems;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A CSV file whose bad lines are set aside, with their numbers, while its good ones are read. */
public final class RawText {
    private static final String REJECTS = "rejected_lines";
    private static final String SCANS = "rejected_files";

    private final Duck duck;
    private final RawFile file;
    private final FileFormat format;
    private final TreeMap<Long, String> rejected = new TreeMap<>();

    private RawText(Duck duck, RawFile file, FileFormat format) {
        this.duck = duck;
        this.file = file;
        this.format = format;
    }

    /**
     * Looks at a file's first line.
     *
     * @throws BadInput when the file is missing, empty, or its first line cannot be the format's
     */
    public static RawText open(Duck duck, Path path, FileFormat format) {
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
    public void require(List<String> wanted) {
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
            throw file.failure(e);
        }
        if (duck.number("SELECT count(*) FROM duckdb_tables() WHERE table_name = '" + REJECTS + "'") == 0) {
            return;
        }
        for (List<@Nullable String> row : duck.rows(
                "SELECT line, arg_min(error_message, column_idx) FROM " + REJECTS + " GROUP BY line ORDER BY line")) {
            rejected.put(Long.parseLong(String.valueOf(row.get(0))), reason(String.valueOf(row.get(1))));
        }
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
        List<Long> lines = new ArrayList<>();
        TreeSet<Long> open = new TreeSet<>(rows);
        boolean gzip = path().toString().toLowerCase(Locale.ROOT).endsWith(".gz");
        try (InputStream in = Files.newInputStream(path());
                InputStream plain = gzip ? new GZIPInputStream(in) : in;
                BufferedReader reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.ISO_8859_1))) {
            long row = format.header() ? -1 : 0;
            long number = 0;
            for (String line = reader.readLine(); line != null && !open.isEmpty(); line = reader.readLine()) {
                number++;
                if (line.isEmpty() || rejected.containsKey(number)) {
                    continue;
                }
                if (open.remove(row)) {
                    lines.add(number);
                }
                row++;
            }
        } catch (IOException e) {
            throw new BadInput(path() + ": cannot be read: " + FileFault.reason(e), e);
        }
        return lines;
    }
}
