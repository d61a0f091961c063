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
}
