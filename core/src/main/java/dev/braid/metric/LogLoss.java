package dev.braid.metric;

/** {@code −mean[y ln p + (1−y) ln(1−p)]} in nats, with p clipped to {@code [1e-7, 1−1e-7]}. */
public final class LogLoss {
    private static final double EPSILON = 1e-7;

    private LogLoss() {}

    /** The mean over all rows, or {@code NaN} when there is none. */
    public static double of(RankedScores probabilities) {
        probabilities.requireProbabilities();
        double sum = 0;
        for (int g = 0; g < probabilities.distinct(); g++) {
            double p = Math.min(Math.max(probabilities.score(g), EPSILON), 1 - EPSILON);
            // a row of the absent class would contribute 0 * ln, which is 0: both terms are always finite
            sum -= probabilities.positivesAt(g) * Math.log(p) + probabilities.negativesAt(g) * Math.log1p(-p);
        }
        return sum / probabilities.rows();
    }

    /**
     * The loss of each row: positives first, then negatives, each as they came.
     *
     * @throws IllegalArgumentException if a score is not a probability
     */
    public static double[] ofRows(ScoredRows probabilities) {
        double[] positives = probabilities.positiveScores();
        double[] negatives = probabilities.negativeScores();
        double[] losses = new double[Math.addExact(positives.length, negatives.length)];
        for (int i = 0; i < losses.length; i++) {
            boolean positive = i < positives.length;
            double p = positive ? positives[i] : negatives[i - positives.length];
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("a probability is needed, got " + p);
            }
            double clipped = Math.min(Math.max(p, EPSILON), 1 - EPSILON);
            losses[i] = -(positive ? Math.log(clipped) : Math.log1p(-clipped));
        }
        return losses;
    }
}
