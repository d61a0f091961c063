package dev.braid.metric;

/** Whether probabilities mean what they say. */
public final class Calibration {
    /** The usual number of bins of {@link #ece}. */
    public static final int BINS = 20;

    private Calibration() {}

    /** Predicted clicks over clicks: {@code Σp / Σy}; {@code NaN} when no row is positive. */
    public static double pcoc(RankedScores probabilities) {
        probabilities.requireProbabilities();
        if (probabilities.positives() == 0) {
            return Double.NaN;
        }
        double predicted = 0;
        for (int g = 0; g < probabilities.distinct(); g++) {
            predicted += probabilities.score(g) * probabilities.rowsAt(g);
        }
        return predicted / probabilities.positives();
    }

    /** Expected calibration error with {@value #BINS} bins of equal frequency. */
    public static double ece(RankedScores probabilities) {
        return ece(probabilities, BINS, Binning.EQUAL_FREQUENCY);
    }

    /**
     * Expected calibration error: {@code Σ_b (n_b/N) |mean_b(y) − mean_b(p)|}; {@code NaN} when there is no row.
     *
     * @param bins at least 1
     */
    public static double ece(RankedScores probabilities, int bins, Binning binning) {
        if (bins < 1) {
            throw new IllegalArgumentException("bins must be at least 1, got " + bins);
        }
        probabilities.requireProbabilities();
        double[] excess = new double[bins]; // per bin Σp − Σy
        long below = 0;
        for (int g = 0; g < probabilities.distinct(); g++) {
            int b = binning.bin(probabilities.score(g), below, probabilities.rows(), bins);
            excess[b] += probabilities.score(g) * probabilities.rowsAt(g) - probabilities.positivesAt(g);
            below += probabilities.rowsAt(g);
        }
        double sum = 0;
        for (double e : excess) {
            sum += Math.abs(e);
        }
        return sum / probabilities.rows();
    }
}
