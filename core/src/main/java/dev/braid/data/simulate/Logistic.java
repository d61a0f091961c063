package dev.braid.data.simulate;

/** The logistic function, the same on every machine, and the intercept that gives a wanted mean. */
public final class Logistic {
    private Logistic() {}

    /** σ(logit). */
    public static double of(double logit) {
        return 1 / (1 + StrictMath.exp(-logit));
    }

    /**
     * The intercept b with {@code Σ w σ(b + x) / Σ w = rate}, by bisection.
     *
     * @param rate in (0, 1)
     */
    public static double intercept(double[] logits, double[] weights, double rate) {
        double low = -100;
        double high = 100;
        while (high - low > 1e-9) {
            double middle = (low + high) / 2;
            double sum = 0;
            double total = 0;
            for (int i = 0; i < logits.length; i++) {
                sum += weights[i] * of(middle + logits[i]);
                total += weights[i];
            }
            if (sum < rate * total) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
