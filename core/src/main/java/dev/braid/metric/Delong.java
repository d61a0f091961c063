package dev.braid.metric;

import java.util.Arrays;

/**
 * AUC as a mean over rows, which tells how much of it is chance in the choice of rows (DeLong, DeLong and Clarke-Pearson,
 * Biometrics 44, 1988). With {@code ψ(x, y)} = 1, ½ or 0 where a positive's score x is above, equal to or below a negative's
 * score y, the structural components are
 *
 * <pre>
 * V10(i) = mean over negatives j of ψ(x_i, y_j)        V01(j) = mean over positives i of ψ(x_i, y_j)
 * AUC    = mean of V10 = mean of V01                   Var(AUC) = Var(V10)/M + Var(V01)/N
 * </pre>
 *
 * and the variance of the difference of two AUCs on the same rows is that of the components' differences. Scores are
 * ranked once (after Sun and Xu, IEEE Signal Processing Letters 21, 2014), so it takes {@code O(n log n)}, ties included.
 */
public final class Delong {
    private final double[] positives; // V10, [M]
    private final double[] negatives; // V01, [N]

    private Delong(double[] positives, double[] negatives) {
        this.positives = positives;
        this.negatives = negatives;
    }

    /**
     * The components of one predictor.
     *
     * @throws IllegalArgumentException when only one class occurs, of which there is no AUC
     */
    public static Delong of(ScoredRows rows) {
        if (rows.positives() == 0 || rows.negatives() == 0) {
            throw new IllegalArgumentException("one class only has no AUC");
        }
        double[] x = rows.positiveScores();
        double[] y = rows.negativeScores();
        double[] v01 = sharesBelow(x, y);
        Arrays.setAll(v01, j -> 1 - v01[j]); // of a negative it is the share of positives above that counts
        return new Delong(sharesBelow(y, x), v01);
    }

    /**
     * For each score, the share of others below it, of equal ones one half.
     *
     * @param others sorted here, left as it is
     */
    private static double[] sharesBelow(double[] others, double[] scores) {
        double[] sorted = others.clone();
        Arrays.parallelSort(sorted);
        double[] shares = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            shares[i] = ((double) below(sorted, scores[i]) + upTo(sorted, scores[i])) / 2 / sorted.length;
        }
        return shares;
    }

    /** How many are less. */
    private static int below(double[] sorted, double score) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How many are less or equal. */
    private static int upTo(double[] sorted, double score) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * The mean of several predictors of the same rows, such as a model trained with several seeds, of which this is one's or
     * some's already. Their mean AUC is a U-statistic too, whose kernel is the mean of theirs, so its components are the
     * means of theirs.
     *
     * @param count how many this is the mean of
     * @param another one more
     */
    public Delong meanWith(int count, Delong another) {
        return new Delong(mean(positives, count, another.positives), mean(negatives, count, another.negatives));
    }

    private static double[] mean(double[] before, int count, double[] another) {
        Difference.requireSameRows(before.length, another.length);
        double[] mean = new double[before.length];
        Arrays.setAll(mean, i -> before[i] + (another[i] - before[i]) / (count + 1));
        return mean;
    }

    /** The area, of several predictors the mean of theirs. */
    public double auc() {
        return Arrays.stream(positives).average().orElse(Double.NaN);
    }

    /** The standard error of {@link #auc}; {@code NaN} with fewer than two rows of a class. */
    public double standardError() {
        return minus(new Delong(new double[positives.length], new double[negatives.length]))
                .standardError();
    }

    /** How much this AUC differs from another one's on the same rows; DeLong's test is its p-value. */
    public Difference minus(Delong other) {
        Difference.requireSameRows(positives.length, other.positives.length);
        Difference.requireSameRows(negatives.length, other.negatives.length);
        Difference.Moments v10 = Difference.Moments.ofDifferences(positives, other.positives);
        Difference.Moments v01 = Difference.Moments.ofDifferences(negatives, other.negatives);
        return new Difference(v10.mean(), Math.sqrt(v10.varianceOfMean() + v01.varianceOfMean()));
    }
}
