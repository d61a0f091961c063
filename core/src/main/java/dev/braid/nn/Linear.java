package dev.braid.nn;

import dev.braid.tensor.Tensor;
import dev.braid.tensor.Variable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An affine map {@code y = x·W + b}. Parameters {@code weight [in, out]}, Glorot uniform, and {@code bias [out]},
 * initially 0.
 */
public final class Linear {
    private final Variable weight;
    private final @Nullable Variable bias;

    private Linear(Variable weight, @Nullable Variable bias) {
        this.weight = weight;
        this.bias = bias;
    }

    /** With a bias. */
    public static Linear of(Parameters parameters, int in, int out) {
        return new Linear(parameters.weight("weight", Init.glorot(in, out), in, out), parameters.bias("bias", out));
    }

    /** Without a bias. */
    public static Linear withoutBias(Parameters parameters, int in, int out) {
        return new Linear(parameters.weight("weight", Init.glorot(in, out), in, out), null);
    }

    /** As part of a gate, whose weights are never regularised. */
    public static Linear ofGate(Parameters parameters, int in, int out, boolean bias) {
        return new Linear(
                parameters.gate("weight", Init.glorot(in, out), in, out), bias ? parameters.bias("bias", out) : null);
    }

    /** {@code [in, out]}. */
    public Variable weight() {
        return weight;
    }

    /** {@code [out]}, where there is one. */
    public Optional<Variable> bias() {
        return Optional.ofNullable(bias);
    }

    /**
     * @param x {@code [B, in]}
     * @return {@code [B, out]}
     */
    public Tensor forward(Tensor x) {
        return bias == null ? x.matmul(weight) : x.affine(weight, bias);
    }
}
