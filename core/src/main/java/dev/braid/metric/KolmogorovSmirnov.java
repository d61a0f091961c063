package dev.braid.metric;

/** {@code max over τ of |TPR − FPR|}, the distance between the score distributions of the two classes (ESCM²). */
public final class KolmogorovSmirnov {
    private KolmogorovSmirnov() {}

    /** The exact distance, or {@code NaN} when only one class occurs. */
    public static double of(RankedScores ranked) {
        if (!ranked.bothClasses()) {
            return Double.NaN;
        }
        double largest = 0;
        long positivesBelow = 0;
        long negativesBelow = 0;
        for (int g = 0; g < ranked.distinct(); g++) {
            positivesBelow += ranked.positivesAt(g);
            negativesBelow += ranked.negativesAt(g);
            double distance =
                    (double) negativesBelow / ranked.negatives() - (double) positivesBelow / ranked.positives();
            largest = Math.max(largest, Math.abs(distance));
        }
        return largest;
    }
}
