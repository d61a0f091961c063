package dev.braid.train;

import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensor;
import java.util.List;

/** Inner products of tensors of one shape. */
final class InnerProducts {
    private InnerProducts() {}

    /** {@code ⟨a, b⟩ = Σ a ⊙ b}, whatever the precision of matrix products is. */
    static double of(Tensor a, Tensor b) {
        try (Scope scope = Scope.open()) {
            return a.stopGradient().mul(b.stopGradient()).sum().item();
        }
    }

    /** {@code M_st = ⟨x_s, x_t⟩}. */
    static double[][] matrix(List<? extends Tensor> x) {
        double[][] m = new double[x.size()][x.size()];
        for (int s = 0; s < m.length; s++) {
            for (int t = 0; t <= s; t++) {
                m[s][t] = of(x.get(s), x.get(t));
                m[t][s] = m[s][t];
            }
        }
        return m;
    }

    /** {@code sum += m}. */
    static void add(double[][] sum, double[][] m) {
        for (int s = 0; s < m.length; s++) {
            for (int t = 0; t < m.length; t++) {
                sum[s][t] += m[s][t];
            }
        }
    }

    /** The rows and columns {@code which} of a matrix. */
    static double[][] among(double[][] m, int... which) {
        double[][] few = new double[which.length][which.length];
        for (int s = 0; s < which.length; s++) {
            for (int t = 0; t < which.length; t++) {
                few[s][t] = m[which[s]][which[t]];
            }
        }
        return few;
    }
}
