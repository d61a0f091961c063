package dev.braid.report;

import dev.braid.metric.Metric;
import dev.braid.report.page.SortableTable.Cell;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as a report writes them. */
final class Shown {
    private Shown() {}

    /** A metric's name in a sentence. */
    static String name(Metric metric) {
        return switch (metric) {
            case LOGLOSS -> metric.label();
            case F1_AT_50 -> "F1 at 0.5";
            default -> metric.label().toUpperCase(Locale.ROOT);
        };
    }

    /** A metric, with four decimals. */
    static String metric(@Nullable Double value) {
        return Markdown.number("%.4f", value == null ? Double.NaN : value);
    }

    /** A p-value: {@code 0.031}, {@code < 0.001}. */
    static String p(double p) {
        return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
    }

    /** A whole number with separators. */
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A number without decimals, with separators. */
    static String count(double value) {
        return Markdown.number("%,.0f", value);
    }

    /** A share in percent. */
    static String percent(double share) {
        return Markdown.number("%.2f %%", 100 * share);
    }

    /** A duration. */
    static String seconds(double seconds) {
        return seconds < 120
                ? String.format(Locale.ROOT, "%.0f s", seconds)
                : String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }

    /** A whole number in a table. */
    static Cell countCell(long value) {
        return Cell.number(count(value), (double) value);
    }

    /** A number without decimals in a table. */
    static Cell countCell(double value) {
        return Cell.number(count(value), value);
    }

    /** A metric in a table. */
    static Cell metricCell(@Nullable Double value) {
        return Cell.number(metric(value), value == null ? Double.NaN : value);
    }
}
