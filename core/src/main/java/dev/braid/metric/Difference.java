package dev.braid.metric;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How much two predictors of the same rows differ in one metric, and how far chance in the choice of rows may move that.
 *
 * @param value the first one's metric less the second one's
 * @param standardError of {@code value}; {@code NaN} where there are too few rows to know
 */
public record Difference(double value, double standardError) {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /**
     * Of the means over rows, paired row by row.
     *
     * @param first {@code [N]}
     * @param second {@code [N]}, the same rows in the same order
     */
    public static Difference ofMeans(double[] first, double[] second) {
        requireSameRows(first.length, second.length);
        Moments moments = Moments.ofDifferences(first, second);
        return new Difference(moments.mean(), Math.sqrt(moments.varianceOfMean()));
    }

    /**
     * The probability of a difference at least as large, either way, where there is none: two-sided, from the normal
     * distribution. 1 for two that are alike in every row, {@code NaN} where the standard error is.
     */
    public double p() {
        if (standardError == 0) {
            return value == 0 ? 1 : 0;
        }
        return 2 * NORMAL.survivalProbability(Math.abs(value / standardError));
    }

    static void requireSameRows(int first, int second) {
        if (first != second) {
            throw new IllegalArgumentException("the same rows are needed twice, got " + first + " and " + second);
        }
    }

    /**
     * Mean and sample variance of paired differences.
     *
     * @param mean {@code NaN} without rows
     * @param varianceOfMean {@code NaN} with fewer than two rows
     */
    record Moments(double mean, double varianceOfMean) {
        static Moments ofDifferences(double[] first, double[] second) {
            int n = first.length;
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += first[i] - second[i];
            }
            double mean = sum / n;
            double squares = 0;
            for (int i = 0; i < n; i++) {
                double off = first[i] - second[i] - mean;
                squares += off * off;
            }
            return new Moments(mean, n < 2 ? Double.NaN : squares / (n - 1) / n);
        }
    }
}
