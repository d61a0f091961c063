package dev.braid.experiment.reproduce;

import dev.braid.metric.Metric;

/**
 * A column of a table.
 *
 * @param heading as people read it
 * @param task the evaluated task, {@code ctcvr:NAME} for a chain over all rows
 * @param metric its metric
 * @param scale by which the metric is multiplied before it is shown, such as 100
 * @param printed whether the paper has this column; else it is only Braid's
 */
public record PaperColumn(String heading, String task, Metric metric, double scale, boolean printed) {
    /** A column of the paper. */
    public static PaperColumn printed(String heading, String task, Metric metric, double scale) {
        return new PaperColumn(heading, task, metric, scale, true);
    }

    /** A column that the paper does not have. */
    public static PaperColumn added(String heading, String task, Metric metric, double scale) {
        return new PaperColumn(heading, task, metric, scale, false);
    }

    /** How Braid's numbers are written: the decimals that the scale leaves worth showing. */
    public String format() {
        return scale >= 100 ? "%.2f" : metric == Metric.LOGLOSS ? "%.6f" : "%.4f";
    }

    /** How the paper's numbers are written: as they are printed. */
    public String printedFormat() {
        return scale >= 100 ? "%.2f" : "%.6f";
    }
}
