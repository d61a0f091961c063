package dev.braid.data.simulate.form;

import java.util.SplittableRandom;

/**
 * Criteo's 13 counts: rounded-down log-normal numbers with the medians, means and greatest values of the published file. What
 * a count does to the logit depends on its order of magnitude.
 */
final class CriteoCounts {
    static final int COLUMNS = 13;

    private static final double[] MEDIAN = {1, 3, 6, 4, 2813, 32, 3, 7, 38, 0, 1, 0, 4};
    private static final double[] MEAN = {3.5, 105.8, 26.9, 7.3, 18538, 116, 16.3, 12.5, 106, 0.6, 2.7, 1, 8.2};
    private static final long[] GREATEST = {
        5775, 257675, 65535, 969, 23_159_456, 431_037, 56_311, 6047, 29_019, 11, 231, 4008, 7393
    };

    /** The column in which a count may be -1 or, hardly ever, -2. */
    private static final int BELOW_ZERO = 1;

    private static final double MINUS_ONE = 0.2;
    private static final double MINUS_TWO = 0.001;

    private static final int SIZES = 28; // negative, 0, and one per number of binary digits
    private static final double WALK = 0.5;

    private final double[] location = new double[COLUMNS];
    private final double[] spread = new double[COLUMNS];
    private final double[][] effect = new double[COLUMNS][SIZES + 1]; // the last: missing

    CriteoCounts(SplittableRandom random) {
        for (int c = 0; c < COLUMNS; c++) {
            // half a count is what rounding down takes off
            location[c] = StrictMath.log(MEDIAN[c] + 0.5);
            spread[c] = StrictMath.sqrt(2 * (StrictMath.log(MEAN[c] + 0.5) - location[c]));
            for (int s = 1; s < SIZES; s++) {
                effect[c][s] = effect[c][s - 1] + WALK * random.nextGaussian();
            }
            effect[c][SIZES] = random.nextGaussian();
        }
    }

    long draw(int column, SplittableRandom random) {
        double value = StrictMath.exp(location[column] + spread[column] * random.nextGaussian());
        if (column == BELOW_ZERO && value < MINUS_ONE) {
            return value < MINUS_TWO ? -2 : -1;
        }
        return Math.min((long) value, GREATEST[column]);
    }

    double effect(int column, long count) {
        return effect[column][count < 0 ? 0 : 65 - Long.numberOfLeadingZeros(count)];
    }

    double effectOfMissing(int column) {
        return effect[column][SIZES];
    }
}
