package dev.braid.objective.balance;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Gradients as plain vectors. */
final class Vectors {
    private Vectors() {}

    static double product(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    /** {@code M_st = ⟨g_s, g_t⟩}. */
    static double[][] products(double[]... g) {
        double[][] m = new double[g.length][g.length];
        for (int s = 0; s < g.length; s++) {
            for (int t = 0; t < g.length; t++) {
                m[s][t] = product(g[s], g[t]);
            }
        }
        return m;
    }

    /** {@code Σ_t a_t g_t}. */
    static double[] mixture(double[] a, double[]... g) {
        double[] sum = new double[g[0].length];
        for (int t = 0; t < g.length; t++) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += a[t] * g[t][i];
            }
        }
        return sum;
    }

    static double[][] random(SplittableRandom random, int n, int size) {
        return IntStream.range(0, n)
                .mapToObj(t -> random.doubles(size, -1, 1).toArray())
                .toArray(double[][]::new);
    }
}
