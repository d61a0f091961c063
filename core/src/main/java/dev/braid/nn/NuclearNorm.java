package dev.braid.nn;

import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import java.util.List;

/**
 * The nuclear norm (trace norm) {@code ‖W‖_* = Σ_i σ_i(W)} of a matrix of few long rows, with its gradient. With the Gram
 * matrix G = W·Wᵀ of the rows it is {@code tr G^{1/2}}, and its gradient {@code G^{-1/2}·W}; directions in which W has no
 * singular value have no gradient (a subgradient there).
 */
public final class NuclearNorm {
    /** Singular values below this share of the largest count as 0: their squares are the Gram matrix's rounding. */
    private static final double RANK = 1e-6;

    private NuclearNorm() {}

    /**
     * @param rows the rows of W, {@code [P]} each
     * @return a scalar
     */
    public static Tensor of(List<Tensor> rows) {
        int n = rows.size();
        double[][] gram = gram(rows.stream().map(Tensor::toDoubles).toList());
        double[][] inverseRoot = new double[n][n]; // G^{-1/2}
        double norm = withInverseRoot(gram, inverseRoot);
        // ½ Σ N_st ⟨w_s, w_t⟩ with N = G^{-1/2} held constant has the gradient N·W.
        Tensor half = Tensors.zeros(rows.get(0).dtype());
        for (int s = 0; s < n; s++) {
            for (int t = s; t < n; t++) {
                double share = s == t ? inverseRoot[s][t] / 2 : inverseRoot[s][t];
                half = half.add(rows.get(s).mul(rows.get(t)).sum().mul(share));
            }
        }
        return half.sub(half.stopGradient()).add(norm);
    }

    private static double[][] gram(List<double[]> rows) {
        double[][] gram = new double[rows.size()][rows.size()];
        for (int s = 0; s < gram.length; s++) {
            for (int t = s; t < gram.length; t++) {
                double product = 0;
                for (int i = 0; i < rows.get(s).length; i++) {
                    product += rows.get(s)[i] * rows.get(t)[i];
                }
                gram[s][t] = product;
                gram[t][s] = product;
            }
        }
        return gram;
    }

    /** Adds {@code G^{-1/2}} to a matrix of zeros. */
    private static double withInverseRoot(double[][] gram, double[][] inverseRoot) {
        SymmetricEigen eigen = SymmetricEigen.of(gram);
        double largest = 0;
        for (double value : eigen.values) {
            largest = Math.max(largest, value);
        }
        double norm = 0;
        for (int i = 0; i < gram.length; i++) {
            if (eigen.values[i] > RANK * RANK * largest) {
                double singular = Math.sqrt(eigen.values[i]);
                norm += singular;
                for (int s = 0; s < gram.length; s++) {
                    for (int t = 0; t < gram.length; t++) {
                        inverseRoot[s][t] += eigen.vectors[s][i] * eigen.vectors[t][i] / singular;
                    }
                }
            }
        }
        return norm;
    }
}
