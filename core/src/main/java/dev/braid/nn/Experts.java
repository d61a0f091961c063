package dev.braid.nn;

import dev.braid.tensor.Tensor;
import dev.braid.tensor.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * n MLPs of one shape over the same input, computed as batched products; each expert's weights are drawn with the fan-in
 * and fan-out of that one expert.
 *
 * <p>Parameters: the first layer is one matrix {@code 0.weight [in, n·u1]} and {@code 0.bias [n·u1]} whose columns go
 * expert by expert (column i·u1 + j is unit j of expert i); layer l &gt; 0 has {@code l.weight [n, u_l-1, u_l]} and
 * {@code l.bias [n, 1, u_l]}. With n = 1 every tensor has the elements of the {@link Mlp} of the same options, in the
 * same order. With batch normalisation each layer has {@code l.norm.*} of {@code [n·u]}, expert by expert.
 */
public final class Experts {
    private final int count;
    private final int width;
    private final MlpOptions options;
    private final Dropout dropout;
    private final List<Variable> weights = new ArrayList<>();
    private final List<Variable> biases = new ArrayList<>();
    private final List<BatchNorm> norms = new ArrayList<>();

    private Experts(Parameters parameters, int count, int in, MlpOptions options) {
        this.count = count;
        this.width = options.width(in);
        this.options = options;
        this.dropout = new Dropout(options.dropout());
        int from = in;
        for (int to : options.hidden()) {
            Parameters layer = parameters.in(String.valueOf(weights.size()));
            boolean first = weights.isEmpty();
            Init init = Init.glorot(from, to);
            weights.add(
                    first
                            ? layer.weight("weight", init, from, (long) count * to)
                            : layer.weight("weight", init, count, from, to));
            biases.add(first ? layer.bias("bias", (long) count * to) : layer.bias("bias", count, 1, to));
            if (options.batchNorm()) {
                norms.add(new BatchNorm(layer.in("norm"), (long) count * to));
            }
            from = to;
        }
    }

    /** {@code count} experts on inputs {@code [B, in]}. */
    public static Experts of(Parameters parameters, int count, int in, MlpOptions options) {
        if (count < 1) {
            throw new IllegalArgumentException("experts must be at least 1, got " + count);
        }
        return new Experts(parameters, count, in, options);
    }

    /** The number n of experts. */
    public int count() {
        return count;
    }

    /** The width u of each expert's output. */
    public int width() {
        return width;
    }

    /**
     * @param x {@code [B, in]}
     * @return the output of every expert, {@code [n, B, u]}
     */
    public Tensor forward(Tensor x, Pass pass) {
        long rows = x.size(0);
        if (weights.isEmpty()) {
            return x.unsqueeze(0).expand(count, rows, width);
        }
        // One product reads x once for all experts; experts then are slices of its columns, without a copy.
        Tensor h = x.affine(weights.get(0), biases.get(0)); // [B, n·u1]
        if (!norms.isEmpty()) {
            h = norms.get(0).forward(h, pass);
        }
        h = finish(h, pass).reshape(rows, count, -1).transpose(0, 1); // [n, B, u1]
        for (int l = 1; l < weights.size(); l++) {
            h = h.batchedMatmul(weights.get(l)).add(biases.get(l)); // [n, B, u_l]
            if (!norms.isEmpty()) {
                h = normalised(h, norms.get(l), pass);
            }
            h = finish(h, pass);
        }
        return h;
    }

    /**
     * The experts' outputs weighted by one gate and added up.
     *
     * @param experts {@code [n, B, u]}
     * @param gate {@code [B, n]}
     * @return {@code [B, u]}
     */
    public static Tensor mix(Tensor experts, Tensor gate) {
        return experts.mul(gate.transpose(0, 1).unsqueeze(2)).sum(0);
    }

    private Tensor finish(Tensor h, Pass pass) {
        return dropout.forward(options.activation().of(h), pass);
    }

    private Tensor normalised(Tensor h, BatchNorm norm, Pass pass) {
        long rows = h.size(1);
        long units = h.size(2);
        Tensor flat = h.transpose(0, 1).reshape(rows, count * units);
        return norm.forward(flat, pass).reshape(rows, count, units).transpose(0, 1);
    }
}
