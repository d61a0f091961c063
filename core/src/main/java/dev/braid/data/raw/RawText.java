package dev.braid.data.raw;

import dev.braid.data.duck.Duck;
import dev.braid.data.duck.DuckFailure;
import dev.braid.data.spec.FileFormat;
import dev.braid.fault.BadInput;
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
    private static final String OPEN_QUOTE = "a quote is opened and never closed, or text follows a closed one";

    private final Duck duck;
    private final RawFile file;
    private final FileFormat format;
    private final TreeMap<Long, String> rejected = new TreeMap<>();
    private final Set<Long> records = new HashSet<>();
    private long rejectedLines;

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
        return new RawText(duck, RawFile.open(duck, path, format, wanted), format);
    }

    /** The file. */
    public Path path() {
        return file.path();
    }

    /** Its columns, in order. */
    public Set<String> columns() {
        return file.columns().keySet();
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
     * Does what reads {@link #source()} once, and notes the lines that were set aside: all of them as long as they are no
     * more than {@code most}. Of more, only the first are noted and the rest is counted, so that memory does not grow with
     * their number; such a file is to be refused.
     *
     * @param most lines that may be set aside
     * @param shown how many are noted at least
     * @throws BadInput when the file cannot be read at all
     */
    public void read(Runnable statement, long most, int shown) {
        try {
            statement.run();
        } catch (DuckFailure e) {
            throw file.failure(e, format);
        }
        if (duck.number("SELECT count(*) FROM duckdb_tables() WHERE table_name = '" + REJECTS + "'") == 0) {
            return;
        }
        long distinct = duck.number("SELECT count(DISTINCT line) FROM " + REJECTS);
        boolean tooMany = distinct > Math.max(most, shown);
        Map<Long, String> reasons = new TreeMap<>();
        for (List<@Nullable String> row : duck.rows(
                "SELECT line, coalesce(arg_min(error_message, column_idx), any_value(error_message), '') FROM "
                        + REJECTS + " GROUP BY line ORDER BY line" + (tooMany ? " LIMIT " + shown : ""))) {
            reasons.put(Long.parseLong(String.valueOf(row.get(0))), reason(String.valueOf(row.get(1))));
        }
        records.addAll(reasons.keySet());
        Map<Long, RecordLines.Extent> extents = file.lines(format).ofRecords(records);
        reasons.forEach(
                (record, reason) -> note(extents.getOrDefault(record, new RecordLines.Extent(record, record)), reason));
        if (tooMany) {
            rejectedLines += distinct - reasons.size();
        }
        duck.run("DROP TABLE " + REJECTS);
        duck.run("DROP TABLE " + SCANS);
    }

    private void note(RecordLines.Extent extent, String reason) {
        if (extent.lines() == 1) {
            rejected.put(extent.first(), reason);
        } else if (reason.equals(OPEN_QUOTE)) {
            throw BadInput.of(
                    "%s:%d: a quote is opened and not closed where a field ends: it takes in all up to line %d; mend it",
                    path(), extent.first(), extent.last());
        } else {
            rejected.put(extent.first(), reason + " (a quoted field takes in all up to line " + extent.last() + ")");
        }
        rejectedLines += extent.lines();
    }

    /** Why lines were set aside, by their numbers; a record of several lines stands at its first. */
    public Map<Long, String> rejected() {
        return rejected;
    }

    /** How many lines were set aside. */
    public long rejectedLines() {
        return rejectedLines;
    }

    private static String reason(String message) {
        String fields = DuckFailure.fields(message);
        if (!fields.isEmpty()) {
            return fields;
        }
        if (message.contains("unterminated quote")) {
            return OPEN_QUOTE;
        }
        if (message.contains("Maximum line size")) {
            return "is longer than 2,000,000 bytes";
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
