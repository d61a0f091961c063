package dev.braid.nn;

import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Learned linear mixing of n representations of one width: {@code h̃_i = Σ_j A[i, j] h_j} (Misra et al., CVPR 2016).
 * Parameter {@code mix [n, n]}, or {@code mix [n, n, u]} with a number for each unit; initially every representation keeps
 * a given share of itself, and the others have equal shares of the rest.
 */
public final class Stitch {
    private final Variable mix;

    private Stitch(Variable mix) {
        this.mix = mix;
    }

    /**
     * One number for each pair.
     *
     * @param own α_S, the initial share that a representation has in itself
     */
    public static Stitch ofPairs(Parameters parameters, int n, double own) {
        return new Stitch(parameters.gate("mix", shares(n, 1, own), n, n));
    }

    /** One number for each pair and each of {@code width} units. */
    public static Stitch ofUnits(Parameters parameters, int n, int width, double own) {
        return new Stitch(parameters.gate("mix", shares(n, width, own), n, n, width));
    }

    private static Init shares(int n, int width, double own) {
        double[] values = new double[n * n * width];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double share = i == j ? (n == 1 ? 1 : own) : (1 - own) / (n - 1);
                Arrays.fill(values, (i * n + j) * width, (i * n + j + 1) * width, share);
            }
        }
        return (variable, seed) -> variable.assign(values);
    }

    /**
     * @param h {@code [n, B, u]}
     * @return {@code [n, B, u]}
     */
    public Tensor forward(Tensor h) {
        long n = h.size(0);
        if (mix.rank() == 2) {
            return mix.matmul(h.reshape(n, -1)).reshape(h.shape());
        }
        List<Tensor> mixed = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            mixed.add(mix.select(0, i).unsqueeze(1).mul(h).sum(0)); // [n, 1, u] ⊙ [n, B, u]
        }
        return Tensors.stack(0, mixed);
    }

    /**
     * Shows A to whoever watches the pass, row by row; the mean over the units where each has numbers of its own.
     *
     * @param names of the n representations
     */
    public void observe(String place, List<String> names, Pass pass) {
        for (int i = 0; i < names.size(); i++) {
            int reader = i;
            pass.observe(() -> new Trace.Gate(
                    place, names.get(reader), names, (mix.rank() == 2 ? mix : mix.mean(2)).narrow(0, reader, 1)));
        }
    }

    /** Refuses what is no share. */
    public static void requireShare(String option, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(option + " must be at least 0 and at most 1, got " + share);
        }
    }
}
