package dev.braid.nn;

import dev.braid.tensor.Tensor;
import dev.braid.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * {@code ρ ⊙ x}, the residual part of a layer. Its parameter {@code residual}, {@code [1]} or {@code [n]} and initially
 * 1, is not regularised: L2 would pull the layer away from the identity.
 */
public final class ResidualLink {
    private final @Nullable Variable rho;

    private ResidualLink(Parameters parameters, Residual kind, int n) {
        this.rho = switch (kind) {
            case OFF -> null;
            case SCALAR -> parameters.gate("residual", Init.constant(1), 1);
            case VECTOR -> parameters.gate("residual", Init.constant(1), n);
        };
    }

    /**
     * A link on tensors whose last dimension has size n.
     *
     * @param parameters the layer's branch
     */
    public static ResidualLink of(Parameters parameters, Residual kind, int n) {
        return new ResidualLink(parameters, kind, n);
    }

    /**
     * @param x {@code [..., n]}
     * @return {@code [..., n]}
     */
    public Tensor forward(Tensor x) {
        return rho == null ? x : x.mul(rho);
    }
}
