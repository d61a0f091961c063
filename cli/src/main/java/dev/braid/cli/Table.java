package dev.braid.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rows of text in aligned columns: the first to the left, the others, mostly numbers, to the right. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();
    private boolean left;

    Table(String... header) {
        rows.add(List.of(header));
    }

    /** Aligns every column to the left: a table of words. */
    Table left() {
        left = true;
        return this;
    }

    Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    void print(PrintWriter out) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] width = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < row.size(); c++) {
                width[c] = Math.max(width[c], row.get(c).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < row.size(); c++) {
                String pad = " ".repeat(width[c] - row.get(c).length());
                line.append(c == 0 ? "" : "  ").append(c == 0 || left ? row.get(c) + pad : pad + row.get(c));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    /** A whole number with separators. */
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A metric with four decimals; {@code undefined} where it has no value. */
    static String metric(@Nullable Double value) {
        return value == null || value.isNaN() ? "undefined" : String.format(Locale.ROOT, "%.4f", value);
    }

    /** A share in percent. */
    static String percent(@Nullable Double share) {
        return share == null || share.isNaN() ? "undefined" : String.format(Locale.ROOT, "%.2f%%", 100 * share);
    }
}
