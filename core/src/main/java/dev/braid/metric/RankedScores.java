package dev.braid.metric;

import java.util.Arrays;

/**
 * Distinct scores in ascending order, each with the number of positive and of negative rows that carry it. Ties are thus one
 * entry, and every metric is one pass over the entries.
 */
public final class RankedScores {
    private final int distinct;
    private final double[] score;
    private final int[] positive;
    private final int[] negative;
    private final long positives;
    private final long negatives;

    private RankedScores(int distinct, double[] score, int[] positive, int[] negative) {
        this.distinct = distinct;
        this.score = score;
        this.positive = positive;
        this.negative = negative;
        this.positives = Arrays.stream(positive, 0, distinct).asLongStream().sum();
        this.negatives = Arrays.stream(negative, 0, distinct).asLongStream().sum();
    }

    /**
     * From counts per score, for instance those of a histogram.
     *
     * @param score {@code [G]} strictly ascending finite scores
     * @param positive {@code [G]} rows with label 1 at each score
     * @param negative {@code [G]} rows with label 0 at each score
     */
    public static RankedScores ofCounts(double[] score, int[] positive, int[] negative) {
        if (score.length != positive.length || score.length != negative.length) {
            throw new IllegalArgumentException("three arrays of one length are needed, got " + score.length + ", "
                    + positive.length + ", " + negative.length);
        }
        for (int g = 0; g < score.length; g++) {
            if (!Double.isFinite(score[g]) || (g > 0 && !(score[g] > score[g - 1]))) {
                throw new IllegalArgumentException(
                        "scores must be finite and strictly ascending, got " + score[g] + " at " + g);
            }
            if (positive[g] < 0 || negative[g] < 0) {
                throw new IllegalArgumentException("counts must not be negative, at " + g);
            }
        }
        return new RankedScores(score.length, score.clone(), positive.clone(), negative.clone());
    }

    /** From the ascending scores of the positive and of the negative rows. */
    static RankedScores merging(double[] positives, double[] negatives) {
        int distinct = 0;
        int most = Math.addExact(positives.length, negatives.length);
        double[] score = new double[most];
        int[] positive = new int[most];
        int[] negative = new int[most];
        int i = 0;
        int j = 0;
        while (i < positives.length || j < negatives.length) {
            boolean fromPositives = j == negatives.length || (i < positives.length && positives[i] <= negatives[j]);
            double s = fromPositives ? positives[i] : negatives[j];
            int p = i;
            int n = j;
            while (i < positives.length && positives[i] == s) {
                i++;
            }
            while (j < negatives.length && negatives[j] == s) {
                j++;
            }
            score[distinct] = s;
            positive[distinct] = i - p;
            negative[distinct] = j - n;
            distinct++;
        }
        return new RankedScores(distinct, score, positive, negative);
    }

    /** Number G of distinct scores. */
    public int distinct() {
        return distinct;
    }

    /** The g-th smallest score. */
    public double score(int g) {
        return score[g];
    }

    /** Number of positive rows at the g-th smallest score. */
    public int positivesAt(int g) {
        return positive[g];
    }

    /** Number of negative rows at the g-th smallest score. */
    public int negativesAt(int g) {
        return negative[g];
    }

    /** Number of rows at the g-th smallest score. */
    public long rowsAt(int g) {
        return (long) positive[g] + negative[g];
    }

    /** Number M of positive rows. */
    public long positives() {
        return positives;
    }

    /** Number of negative rows. */
    public long negatives() {
        return negatives;
    }

    /** Number N of rows. */
    public long rows() {
        return positives + negatives;
    }

    /** Whether both classes occur, which AUC and KS need. */
    public boolean bothClasses() {
        return positives > 0 && negatives > 0;
    }

    /**
     * @throws IllegalArgumentException if a score is not a probability
     */
    RankedScores requireProbabilities() {
        if (distinct > 0 && !(score[0] >= 0 && score[distinct - 1] <= 1)) {
            throw new IllegalArgumentException("probabilities are needed, but scores range from " + score[0] + " to "
                    + score[distinct - 1] + "; pass logits through the logistic function first");
        }
        return this;
    }
}
