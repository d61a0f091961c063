package dev.braid.objective.balance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Multiple-gradient descent (Sener and Koltun, NeurIPS 2018): the shared gradient is {@code Σ_t α_t g_t} with the α of
 * {@link MinimumNorm}. As in the authors' code, normalised gradients decide α, which then weighs the gradients as they are.
 *
 * <p>A gradient of 0 would be the shortest mixture, and stop all tasks: it takes no part, and no more does one whose divisor
 * is not positive. Such a task has α_t = 0, and what it owns keeps its gradient as it is.
 */
public final class Mgda implements GradientBalancer {
    private final MgdaOptions options;

    private Mgda(MgdaOptions options) {
        this.options = options;
    }

    public static Mgda of(MgdaOptions options, BalancerSetting setting) {
        return new Mgda(options);
    }

    @Override
    public Comparison comparison() {
        return options.compare();
    }

    @Override
    public boolean embeddings() {
        return options.embeddings();
    }

    @Override
    public Combination combine(long step, List<double[][]> products, double[] losses) {
        int tasks = losses.length;
        List<double[]> alphas = new ArrayList<>();
        double[] sums = new double[tasks];
        double[] counts = new double[tasks];
        for (double[][] m : products) {
            double[] divisors = divisors(m, losses);
            int[] pulling =
                    IntStream.range(0, tasks).filter(t -> divisors[t] > 0).toArray();
            double[] alpha = mixture(m, divisors, pulling);
            for (int t : pulling) {
                sums[t] += alpha[t];
                counts[t]++;
            }
            alphas.add(alpha);
        }
        double[] own = new double[tasks];
        for (int t = 0; t < tasks; t++) {
            own[t] = switch (options.heads()) {
                case ALPHA -> counts[t] > 0 ? sums[t] / counts[t] : 1;
                case ONE -> 1;
            };
        }
        return new Combination(alphas, own);
    }

    /** α of all tasks, from those that pull; equal where none does. */
    private static double[] mixture(double[][] m, double[] divisors, int... pulling) {
        double[] alpha = new double[m.length];
        if (pulling.length == 0) {
            Arrays.fill(alpha, 1.0 / m.length);
            return alpha;
        }
        double[][] normalized = Arrays.stream(pulling)
                .mapToObj(s -> Arrays.stream(pulling)
                        .mapToDouble(t -> m[s][t] / (divisors[s] * divisors[t]))
                        .toArray())
                .toArray(double[][]::new);
        double[] found = MinimumNorm.solve(normalized);
        for (int i = 0; i < pulling.length; i++) {
            alpha[pulling[i]] = found[i];
        }
        return alpha;
    }

    /** By what each gradient is divided; 0 where there is no gradient, or nothing to divide it by. */
    private double[] divisors(double[][] m, double... losses) {
        double[] divisors = new double[losses.length];
        for (int t = 0; t < losses.length; t++) {
            double by =
                    switch (options.normalize()) {
                        case NONE -> 1;
                        case L2 -> Math.sqrt(m[t][t]);
                        case LOSS -> losses[t];
                        case LOSS_L2 -> losses[t] * Math.sqrt(m[t][t]);
                    };
            divisors[t] = m[t][t] > 0 ? Math.max(0, by) : 0;
        }
        return divisors;
    }
}
