package dev.braid.nn;

import dev.braid.tensor.Tensor;
import dev.braid.tensor.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * n MLPs of one shape over the same input, or each over an input of its own, computed as batched products; each expert's
 * weights are drawn with the fan-in and fan-out of that one expert.
 *
 * <p>Parameters: over the same input the first layer is one matrix {@code 0.weight [in, n·u1]} and {@code 0.bias [n·u1]}
 * whose columns go expert by expert (column i·u1 + j is unit j of expert i); every other layer has {@code l.weight [n,
 * u_l-1, u_l]} and {@code l.bias [n, 1, u_l]}. With n = 1 every tensor has the elements of the {@link Mlp} of the same
 * options, in the same order. With batch normalisation each layer has {@code l.norm.*} of {@code [n·u]}, expert by expert.
 */
public final class Experts {
    private final int count;
    private final int width;
    private final boolean sameInput;
    private final MlpOptions options;
    private final Dropout dropout;
    private final List<Variable> weights = new ArrayList<>();
    private final List<Variable> biases = new ArrayList<>();
    private final List<BatchNorm> norms = new ArrayList<>();

    private Experts(Parameters parameters, int count, int in, boolean sameInput, MlpOptions options) {
        if (count < 1) {
            throw new IllegalArgumentException("experts must be at least 1, got " + count);
        }
        this.count = count;
        this.width = options.width(in);
        this.sameInput = sameInput;
        this.options = options;
        this.dropout = new Dropout(options.dropout());
        int from = in;
        for (int to : options.hidden()) {
            Parameters layer = parameters.in(String.valueOf(weights.size()));
            boolean joint = sameInput && weights.isEmpty();
            Init init = Init.glorot(from, to);
            weights.add(
                    joint
                            ? layer.weight("weight", init, from, (long) count * to)
                            : layer.weight("weight", init, count, from, to));
            biases.add(joint ? layer.bias("bias", (long) count * to) : layer.bias("bias", count, 1, to));
            if (options.batchNorm()) {
                norms.add(new BatchNorm(layer.in("norm"), (long) count * to));
            }
            from = to;
        }
    }

    /** {@code count} experts on inputs {@code [B, in]}. */
    public static Experts of(Parameters parameters, int count, int in, MlpOptions options) {
        return new Experts(parameters, count, in, true, options);
    }

    /** {@code count} experts, each on an input of its own: {@code [n, B, in]}. */
    public static Experts ofOwnInputs(Parameters parameters, int count, int in, MlpOptions options) {
        return new Experts(parameters, count, in, false, options);
    }

    /** The number n of experts. */
    public int count() {
        return count;
    }

    /** The width u of each expert's output. */
    public int width() {
        return width;
    }

    /** The number of layers. */
    public int layers() {
        return weights.size();
    }

    /** The weight of layer l of every expert, {@code [n, in, u]}. */
    public Tensor weight(int l) {
        Variable weight = weights.get(l);
        return joint(l) ? weight.reshape(weight.size(0), count, -1).transpose(0, 1) : weight;
    }

    /**
     * @param x {@code [B, in]}, or {@code [n, B, in]} where each expert has an input of its own
     * @return the output of every expert, {@code [n, B, u]}
     */
    public Tensor forward(Tensor x, Pass pass) {
        if (weights.isEmpty()) {
            return sameInput ? x.unsqueeze(0).expand(count, x.size(0), width) : x;
        }
        Tensor h = x;
        for (int l = 0; l < weights.size(); l++) {
            h = layer(l, h, pass);
        }
        return h;
    }

    /**
     * One layer of every expert.
     *
     * @param l from 0
     * @param h what {@link #forward} gets for the first layer; {@code [n, B, u_l-1]} for the others
     * @return {@code [n, B, u_l]}
     */
    public Tensor layer(int l, Tensor h, Pass pass) {
        if (joint(l)) {
            // One product reads x once for all experts; experts then are slices of its columns, without a copy.
            Tensor all = h.affine(weights.get(l), biases.get(l)); // [B, n·u]
            if (!norms.isEmpty()) {
                all = norms.get(l).forward(all, pass);
            }
            return finish(all, pass).reshape(h.size(0), count, -1).transpose(0, 1);
        }
        Tensor each = h.batchedMatmul(weights.get(l)).add(biases.get(l));
        return finish(norms.isEmpty() ? each : normalised(each, norms.get(l), pass), pass);
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

    private boolean joint(int l) {
        return sameInput && l == 0;
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
