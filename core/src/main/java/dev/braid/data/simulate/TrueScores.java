package dev.braid.data.simulate;

import dev.braid.metric.RankedScores;
import java.util.Arrays;

/**
 * Counts of labels per true probability in constant memory. Probabilities are told apart to one part in 8192, finely enough
 * that the best possible AUC is off by less than 1e-6.
 */
public final class TrueScores {
    private static final int DROPPED_BITS = 10;
    private static final int CELLS = (Float.floatToIntBits(1) >>> DROPPED_BITS) + 1;

    private final int[] positive = new int[CELLS];
    private final int[] negative = new int[CELLS];

    /**
     * One row.
     *
     * @param probability in [0, 1]
     */
    public void add(boolean label, double probability) {
        int cell = Float.floatToIntBits((float) probability) >>> DROPPED_BITS; // order-preserving for positive floats
        (label ? positive : negative)[cell]++;
    }

    /** The distinct probabilities that occurred, with their labels. */
    public RankedScores ranked() {
        int distinct = 0;
        double[] score = new double[CELLS];
        int[] positives = new int[CELLS];
        int[] negatives = new int[CELLS];
        for (int c = 0; c < CELLS; c++) {
            if (positive[c] + negative[c] > 0) {
                int middle = (c << DROPPED_BITS) | (1 << (DROPPED_BITS - 1));
                score[distinct] = Math.min(1, Float.intBitsToFloat(middle));
                positives[distinct] = positive[c];
                negatives[distinct] = negative[c];
                distinct++;
            }
        }
        return RankedScores.ofCounts(
                Arrays.copyOf(score, distinct), Arrays.copyOf(positives, distinct), Arrays.copyOf(negatives, distinct));
    }
}
