package dev.braid.objective.balance;

import dev.braid.nn.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Projecting conflicting gradients (Yu et al., NeurIPS 2020): each g_i meets the others in random order, and where {@code
 * ⟨g, g_j⟩ < 0} it loses its part along the original g_j, {@code g ← g − ⟨g, g_j⟩ / ‖g_j‖² g_j}. What comes out stays a
 * linear combination of the original gradients, so inner products are all it takes. What a task owns keeps its own
 * gradient. The order is a function of seed and step.
 */
public final class PcGrad implements GradientBalancer {
    private static final double EPSILON = 1e-12;

    private final PcGradOptions options;
    private final long seed;

    private PcGrad(PcGradOptions options, long seed) {
        this.options = options;
        this.seed = Seeds.of(seed, "pcgrad");
    }

    public static PcGrad of(PcGradOptions options, BalancerSetting setting) {
        return new PcGrad(options, setting.seed());
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
        SplittableRandom random = new SplittableRandom(Seeds.of(seed, step));
        double[] own = new double[losses.length];
        Arrays.fill(own, 1);
        return new Combination(products.stream().map(m -> factors(m, random)).toList(), own);
    }

    /** The factors a_t of the original gradients. */
    private double[] factors(double[][] m, SplittableRandom random) {
        double[] sum = new double[m.length];
        for (int i = 0; i < m.length; i++) {
            double[] c = projected(m, i, order(m.length, random));
            for (int t = 0; t < m.length; t++) {
                sum[t] += options.reduction() == PcGradOptions.Reduction.MEAN ? c[t] / m.length : c[t];
            }
        }
        return sum;
    }

    /** The factors of {@code g_i} after it has met the others. */
    private static double[] projected(double[][] m, int i, int... order) {
        double[] c = new double[m.length];
        c[i] = 1;
        for (int j : order) {
            if (j != i) {
                double product = 0; // ⟨g, g_j⟩
                for (int t = 0; t < c.length; t++) {
                    product += c[t] * m[t][j];
                }
                if (product < 0) {
                    c[j] -= product / (m[j][j] + EPSILON);
                }
            }
        }
        return c;
    }

    /** All tasks in random order. */
    static int[] order(int n, SplittableRandom random) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
