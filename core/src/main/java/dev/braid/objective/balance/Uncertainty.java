package dev.braid.objective.balance;

/**
 * Uncertainty weighting (Kendall, Gal and Cipolla, CVPR 2018): with the log-variance {@code s_t = ln σ_t²} of every task,
 * a classification task contributes {@code e^{−s_t} L_t + ½ s_t}. So {@code w_t = e^{−s_t}}, and s_t goes down the slope
 * {@code −e^{−s_t} L_t + ½} by Adam; it rests at {@code s_t = ln(2 L_t)}, on either side of 0.
 * Estimated risks may be 0 or below, where nothing would stop s_t from falling: such a loss teaches nothing.
 */
public final class Uncertainty implements LossBalancer {
    private static final double LARGEST = 10;

    private final double[] s;
    private final ScalarAdam adam;

    private Uncertainty(int tasks, double learningRate) {
        s = new double[tasks];
        adam = new ScalarAdam(tasks, learningRate);
    }

    public static Uncertainty of(UncertaintyOptions options, BalancerSetting setting) {
        return new Uncertainty(setting.tasks(), options.rate() * setting.learningRate());
    }

    @Override
    public double[] factors(long step) {
        double[] factors = new double[s.length];
        for (int t = 0; t < s.length; t++) {
            factors[t] = Math.exp(-s[t]);
        }
        return factors;
    }

    /** {@code ∂/∂s (e^{−s} L + ½ s)}. */
    static double slope(double s, double loss) {
        return -Math.exp(-s) * loss + 0.5;
    }

    @Override
    public void learn(long step, double[] losses, double[] norms) {
        for (int t = 0; t < s.length; t++) {
            if (losses[t] > 0) { // not NaN either
                adam.update(s, t, slope(s[t], losses[t]));
                s[t] = Math.max(-LARGEST, Math.min(LARGEST, s[t]));
            }
        }
    }

    @Override
    public double[] state() {
        return SavedNumbers.join(s, adam.state());
    }

    @Override
    public void restore(double[] state) {
        double[] ofAdam = adam.state();
        SavedNumbers.split(state, s, ofAdam);
        adam.restore(ofAdam);
    }
}
