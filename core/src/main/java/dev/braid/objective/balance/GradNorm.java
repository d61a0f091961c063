package dev.braid.objective.balance;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * GradNorm (Chen et al., ICML 2018): with {@code n_t = ‖∂L_t/∂W‖} on the last shared weights W, {@code G_t = w_t n_t} is
 * drawn towards {@code Ḡ r_t^α}, where {@code r_t} is the task's own {@code L_t / L_t(0)} relative to the tasks' mean. The
 * target is a constant and G_t is linear in w_t, so the slope of {@code |G_t − target_t|} is {@code sign(G_t − target_t)
 * n_t}. Afterwards {@code w_t ≥ 1e-4} and {@code Σ_t w_t = T}.
 *
 * <p>Tasks that take no part in a step keep their w_t; the others share the rest of T. Estimated risks may be 0 or below:
 * L_t(0) comes from positive losses alone, a task takes no part before its first one, and r_t is at least 0.
 */
public final class GradNorm implements LossBalancer {
    private static final double LEAST = 1e-4;
    private static final int AVERAGED = 20;
    private static final double DECAY = 0.9;

    private final GradNormOptions options;
    private final ScalarAdam adam;
    private final double[] w;
    private final double[] start;
    private final double[] seen;

    private GradNorm(int tasks, GradNormOptions options) {
        this.options = options;
        adam = new ScalarAdam(tasks, options.learningRate());
        w = new double[tasks];
        Arrays.fill(w, 1);
        start = new double[tasks];
        seen = new double[tasks];
    }

    public static GradNorm of(GradNormOptions options, BalancerSetting setting) {
        return new GradNorm(setting.tasks(), options);
    }

    @Override
    public double[] factors(long step) {
        return w.clone();
    }

    @Override
    public Probe probe() {
        return switch (options.layer()) {
            case LAST -> Probe.LAST;
            case ALL -> Probe.ALL;
        };
    }

    @Override
    public void learn(long step, double[] losses, double[] norms) {
        for (int t = 0; t < w.length; t++) {
            begin(t, losses[t]);
        }
        int[] present = IntStream.range(0, w.length)
                .filter(t -> Double.isFinite(losses[t] / reference(t))) // no loss yet: NaN or infinite
                .toArray();
        if (present.length == 0) {
            return;
        }
        double before = Arrays.stream(present).mapToDouble(t -> w[t]).sum();
        double[] target = targets(losses, norms, present);
        for (int i = 0; i < present.length; i++) {
            int t = present[i];
            double slope = Math.signum(w[t] * norms[t] - target[i]) * norms[t];
            switch (options.optimizer()) {
                case SGD -> w[t] -= options.learningRate() * slope;
                case ADAM -> adam.update(w, t, slope);
            }
            w[t] = Math.max(w[t], LEAST);
        }
        double after = Arrays.stream(present).mapToDouble(t -> w[t]).sum();
        for (int t : present) {
            w[t] *= before / after;
        }
    }

    /** {@code Ḡ r_t^α} of every task that is present. */
    private double[] targets(double[] losses, double[] norms, int... present) {
        double mean = 0;
        double meanRatio = 0;
        double[] ratio = new double[present.length];
        for (int i = 0; i < present.length; i++) {
            int t = present[i];
            ratio[i] = Math.max(0, losses[t] / reference(t));
            mean += w[t] * norms[t] / present.length;
            meanRatio += ratio[i] / present.length;
        }
        double[] targets = new double[present.length];
        for (int i = 0; i < present.length; i++) {
            double r = meanRatio > 0 ? ratio[i] / meanRatio : 1;
            targets[i] = mean * Math.pow(r, options.alpha());
        }
        return targets;
    }

    /** Lets a loss decide L_t(0) if it is one of the first. */
    private void begin(int t, double loss) {
        boolean deciding = seen[t] < (options.start() == GradNormOptions.Start.AVERAGE ? AVERAGED : 1);
        if (deciding && loss > 0 && Double.isFinite(loss)) {
            double weight = seen[t] == 0 ? 1 : 1 - DECAY;
            start[t] += weight * (loss - start[t]);
            seen[t]++;
        }
    }

    /** L_t(0); 0 as long as no loss has decided it. */
    private double reference(int t) {
        return options.start() == GradNormOptions.Start.LN2 ? Math.log(2) : start[t];
    }

    @Override
    public double[] state() {
        return SavedNumbers.join(w, start, seen, adam.state());
    }

    @Override
    public void restore(double[] state) {
        double[] ofAdam = adam.state();
        SavedNumbers.split(state, w, start, seen, ofAdam);
        adam.restore(ofAdam);
    }
}
