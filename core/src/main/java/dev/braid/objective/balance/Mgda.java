package dev.braid.objective.balance;

import java.util.Arrays;
import java.util.List;

/**
 * Multiple-gradient descent (Sener and Koltun, NeurIPS 2018): the shared gradient is {@code Σ_t α_t g_t} with the α of
 * {@link MinimumNorm}. As in the authors' code, normalised gradients decide α, which then weighs the gradients as they are.
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
        List<double[]> alphas = products.stream()
                .map(m -> MinimumNorm.solve(normalized(m, losses)))
                .toList();
        double[] own = new double[losses.length];
        for (int t = 0; t < own.length; t++) {
            int task = t;
            own[t] = switch (options.heads()) {
                case ALPHA ->
                    alphas.stream().mapToDouble(a -> a[task]).average().orElse(1);
                case ONE -> 1;
            };
        }
        return new Combination(alphas, own);
    }

    private double[][] normalized(double[][] m, double[] losses) {
        double[] divisor = new double[losses.length];
        for (int t = 0; t < losses.length; t++) {
            double by =
                    switch (options.normalize()) {
                        case NONE -> 1;
                        case L2 -> Math.sqrt(m[t][t]);
                        case LOSS -> losses[t];
                        case LOSS_L2 -> losses[t] * Math.sqrt(m[t][t]);
                    };
            divisor[t] = by > 0 ? by : 1; // a gradient of 0 stays 0, and is the shortest mixture
        }
        double[][] scaled = new double[m.length][];
        for (int s = 0; s < m.length; s++) {
            double bySource = divisor[s];
            scaled[s] = Arrays.copyOf(m[s], m.length);
            for (int t = 0; t < m.length; t++) {
                scaled[s][t] /= bySource * divisor[t];
            }
        }
        return scaled;
    }
}
