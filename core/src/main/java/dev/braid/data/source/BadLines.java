package dev.braid.data.source;

import dev.braid.data.raw.RawText;
import dev.braid.fault.BadInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The lines that were set aside, and how many of them are tolerated. */
final class BadLines {
    /** How many lines are named before the rest is only counted. */
    static final int SHOWN = 20;

    private final long tolerated;
    private final List<String> examples = new ArrayList<>();
    private long count;

    BadLines(long tolerated) {
        this.tolerated = tolerated;
    }

    long count() {
        return count;
    }

    /** How many more are tolerated. */
    long room() {
        return Math.max(0, tolerated - count);
    }

    List<String> examples() {
        return examples;
    }

    /**
     * Notes lines of a file.
     *
     * @param rows the first of the rows that a rule found bad, by their number in the file, with the reason
     * @param total lines in all: those that could not be read and those that a rule found bad
     */
    void add(RawText text, Map<Long, String> unreadable, SortedMap<Long, String> rows, long total) {
        count += total;
        SortedMap<Long, String> lines = new TreeMap<>();
        unreadable.entrySet().stream().limit(SHOWN).forEach(e -> lines.put(e.getKey(), e.getValue()));
        if (!rows.isEmpty()) {
            List<Long> numbers = text.lines(rows.keySet());
            List<String> reasons = List.copyOf(rows.values());
            for (int i = 0; i < numbers.size(); i++) {
                lines.put(numbers.get(i), reasons.get(i));
            }
        }
        Path path = text.path();
        lines.entrySet().stream()
                .limit(Math.max(0, SHOWN - examples.size()))
                .forEach(e -> examples.add(path + ":" + e.getKey() + ": " + e.getValue()));
    }

    /** Refuses more bad lines than are tolerated. */
    void throwIfTooMany() {
        if (count <= tolerated) {
            return;
        }
        String remedy = "mend " + (count == 1 ? "it" : "them") + ", or allow bad lines (--bad-lines " + count + ")";
        throw new BadInput(
                count == 1
                        ? examples.get(0) + "; " + remedy
                        : String.join("\n", examples) + "\n" + count + " bad lines so far, "
                                + (tolerated == 0 ? "none is" : tolerated + " are") + " allowed; " + remedy);
    }
}
