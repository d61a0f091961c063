package dev.braid.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * Observed rates against predicted probabilities, bin by bin: a model that means what it says lies on the diagonal.
 *
 * @param bins that hold rows, by ascending probability
 */
public record CalibrationCurve(List<Bin> bins) {
    /** The normal quantile of an interval that covers 95 %. */
    private static final double Z = 1.959963984540054;

    public CalibrationCurve {
        bins = List.copyOf(bins);
    }

    /**
     * Rows of similar probability.
     *
     * @param rows how many
     * @param positives of those, the ones labelled 1
     * @param predicted their mean probability
     */
    public record Bin(long rows, long positives, double predicted) {
        /** Positives over rows. */
        public double observed() {
            return (double) positives / rows;
        }

        /** The lower end of Wilson's 95 % interval of the rate. */
        public double low() {
            return positives == 0 ? 0 : centre() - margin();
        }

        /** The upper end of Wilson's 95 % interval of the rate. */
        public double high() {
            return positives == rows ? 1 : centre() + margin();
        }

        private double centre() {
            return (positives + Z * Z / 2) / (rows + Z * Z);
        }

        private double margin() {
            double p = observed();
            return Z * Math.sqrt(rows * p * (1 - p) + Z * Z / 4) / (rows + Z * Z);
        }
    }

    /**
     * The curve of some rows; without bins where there is no row.
     *
     * @param bins at least 1
     */
    public static CalibrationCurve of(RankedScores probabilities, int bins, Binning binning) {
        if (bins < 1) {
            throw new IllegalArgumentException("bins must be at least 1, got " + bins);
        }
        probabilities.requireProbabilities();
        long[] rows = new long[bins];
        long[] positives = new long[bins];
        double[] predicted = new double[bins]; // Σp
        long below = 0;
        for (int g = 0; g < probabilities.distinct(); g++) {
            int b = binning.bin(probabilities.score(g), below, probabilities.rows(), bins);
            rows[b] += probabilities.rowsAt(g);
            positives[b] += probabilities.positivesAt(g);
            predicted[b] += probabilities.score(g) * probabilities.rowsAt(g);
            below += probabilities.rowsAt(g);
        }
        List<Bin> filled = new ArrayList<>();
        for (int b = 0; b < bins; b++) {
            if (rows[b] > 0) {
                filled.add(new Bin(rows[b], positives[b], predicted[b] / rows[b]));
            }
        }
        return new CalibrationCurve(filled);
    }
}
