package dev.braid.data.raw;

import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * On which lines of a CSV file its records begin. A record is a line, or several where a quoted field holds line ends; DuckDB
 * counts records, people count lines. The file is read again: only what goes wrong asks for this.
 */
final class RecordLines {
    private static final int NONE = -1;

    private final Path path;
    private final int quote;
    private final int separator;

    RecordLines(Path path, String quote, String separator) {
        this.path = path;
        this.quote = quote.isEmpty() ? NONE : quote.charAt(0);
        this.separator = separator.charAt(0);
    }

    /** The first and the last line of a record. */
    record Extent(long first, long last) {
        long lines() {
            return last - first + 1;
        }
    }

    /** Told of every record; says whether to go on. */
    private interface Visitor {
        /**
         * @param record its number, from 1, blank lines and the header counted
         * @param lines its lines, from 1
         * @param blank whether there is nothing in it
         */
        boolean record(long record, Extent lines, boolean blank);
    }

    /** The lines of records, by their numbers from 1, blank lines and the header counted. */
    Map<Long, Extent> ofRecords(Set<Long> records) {
        Map<Long, Extent> lines = new HashMap<>();
        if (!records.isEmpty()) {
            walk((record, extent, blank) -> {
                if (records.contains(record)) {
                    lines.put(record, extent);
                }
                return lines.size() < records.size();
            });
        }
        return lines;
    }

    /**
     * The lines of rows, by their numbers from 0.
     *
     * @param header whether the first record is none
     * @param skipped records that are no rows; blank lines never are
     */
    NavigableMap<Long, Long> ofRows(Set<Long> rows, boolean header, Set<Long> skipped) {
        TreeMap<Long, Long> lines = new TreeMap<>();
        TreeSet<Long> open = new TreeSet<>(rows);
        long[] row = {header ? -1 : 0};
        walk((record, extent, blank) -> {
            if (!blank && !skipped.contains(record)) {
                if (open.remove(row[0])) {
                    lines.put(row[0], extent.first());
                }
                row[0]++;
            }
            return !open.isEmpty();
        });
        return lines;
    }

    /** The first line with a carriage return that ends no line. */
    OptionalLong strayReturn() {
        Scan scan = new Scan((record, extent, blank) -> true);
        walk(scan);
        return scan.stray == 0 ? OptionalLong.empty() : OptionalLong.of(scan.stray);
    }

    /**
     * A line that ends otherwise than those before it.
     *
     * @param line its number, from 1
     * @param windows whether it ends with a carriage return and a line feed, and not with a line feed alone
     */
    record OtherEnd(long line, boolean windows) {}

    /** The first line that ends otherwise than those before it. */
    Optional<OtherEnd> otherEnd() {
        Scan scan = new Scan((record, extent, blank) -> true);
        walk(scan);
        return Optional.ofNullable(scan.other);
    }

    private void walk(Visitor visitor) {
        walk(new Scan(visitor));
    }

    private void walk(Scan scan) {
        boolean gzip = path.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path));
                InputStream plain = gzip ? new GZIPInputStream(in) : in) {
            for (int n = plain.read(buffer); n >= 0; n = plain.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    if (!scan.next(buffer[i])) {
                        return;
                    }
                }
            }
            scan.end();
        } catch (IOException e) {
            throw new BadInput(path + ": cannot be read: " + FileFault.reason(e), e);
        }
    }

    /** What is known after the bytes so far. */
    private final class Scan {
        private final Visitor visitor;
        private long record = 1;
        private long line = 1;
        private long begin = 1;
        private boolean blank = true;
        private boolean fieldStart = true;
        private boolean quoted;
        private boolean closed;
        private boolean returned;
        private boolean lineBegun;
        private long stray;
        private boolean ended;
        private boolean first;
        private @Nullable OtherEnd other;

        Scan(Visitor visitor) {
            this.visitor = visitor;
        }

        boolean next(byte b) {
            if (returned && b != '\n' && !quoted && stray == 0) {
                stray = line;
            }
            boolean windows = returned;
            returned = b == '\r';
            lineBegun = b != '\n';
            if (b == '\n') {
                if (!quoted) {
                    ends(windows);
                }
                line++;
                if (!quoted) {
                    return endRecord();
                }
                return true;
            }
            if (returned && !quoted) {
                return true;
            }
            blank = false;
            if (quoted) {
                quoted = b != quote;
                closed = !quoted;
            } else if (b == quote && (fieldStart || closed)) {
                // a second quote right behind a closing one is a quote within the field
                quoted = true;
                closed = false;
            } else {
                closed = false;
            }
            fieldStart = b == separator && !quoted;
            return true;
        }

        private void ends(boolean windows) {
            if (!ended) {
                ended = true;
                first = windows;
            } else if (other == null && windows != first) {
                other = new OtherEnd(line, windows);
            }
        }

        private boolean endRecord() {
            boolean more = visitor.record(record, new Extent(begin, line - 1), blank);
            record++;
            begin = line;
            blank = true;
            fieldStart = true;
            closed = false;
            return more;
        }

        void end() {
            if (!blank) {
                // behind a line end there is no other line
                visitor.record(record, new Extent(begin, lineBegun ? line : line - 1), false);
            }
        }
    }
}
