package dev.braid.metric;

/**
 * Area under the ROC curve: the chance that a positive row scores above a negative one, a tie counting one half. Equal to
 * {@code (Σ rank of positives − M(M+1)/2) / (M·N_neg)} with average ranks for ties (IGIE, eq. 6).
 */
public final class Auc {
    private Auc() {}

    /** The exact area, or {@code NaN} when only one class occurs. */
    public static double of(RankedScores ranked) {
        if (!ranked.bothClasses()) {
            return Double.NaN;
        }
        // twice the number of correctly ordered pairs; exact in a double up to 2^53, beyond that right to its last bits
        double ordered = 0;
        long below = 0;
        for (int g = 0; g < ranked.distinct(); g++) {
            ordered += (double) ranked.positivesAt(g) * (2 * below + ranked.negativesAt(g));
            below += ranked.negativesAt(g);
        }
        return ordered / (2.0 * ranked.positives() * ranked.negatives());
    }

    /**
     * The exact area.
     *
     * @param labels {@code [N]}: 1, 0, or NaN for a row that is skipped
     * @param scores {@code [N]}: any finite numbers
     */
    public static double of(float[] labels, double[] scores) {
        return of(ScoredRows.of(labels, scores).ranked());
    }
}
