package dev.braid.metric;

/**
 * F1 of the prediction {@code p ≥ τ}: {@code 2TP / (2TP + FP + FN)}, 0 where nothing positive is found. Undefined ({@code
 * NaN}) when no row is positive, since no threshold could then do better than another.
 */
public final class F1 {
    private F1() {}

    /**
     * F1 at a threshold.
     *
     * @param threshold rows scoring at least this much are predicted positive
     */
    public static double at(RankedScores ranked, double threshold) {
        long truePositives = 0;
        long predicted = 0;
        for (int g = ranked.distinct() - 1; g >= 0 && ranked.score(g) >= threshold; g--) {
            truePositives += ranked.positivesAt(g);
            predicted += ranked.rowsAt(g);
        }
        return f1(truePositives, predicted, ranked.positives());
    }

    /**
     * The distinct score that makes F1 largest as threshold, the larger one where several do; {@code NaN} when no row is
     * positive. To be called on validation and applied to test.
     */
    public static double bestThreshold(RankedScores ranked) {
        double best = Double.NaN;
        double bestF1 = -1;
        long truePositives = 0;
        long predicted = 0;
        for (int g = ranked.distinct() - 1; g >= 0 && ranked.positives() > 0; g--) {
            truePositives += ranked.positivesAt(g);
            predicted += ranked.rowsAt(g);
            double f1 = f1(truePositives, predicted, ranked.positives());
            if (f1 > bestF1) {
                bestF1 = f1;
                best = ranked.score(g);
            }
        }
        return best;
    }

    private static double f1(long truePositives, long predicted, long positives) {
        return positives == 0 ? Double.NaN : 2.0 * truePositives / (predicted + positives);
    }
}
