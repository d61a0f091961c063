package dev.braid.nn;

import dev.braid.tensor.Tensor;

/**
 * What turns a representation into one task's logit: an MLP and a head {@code Linear(u → 1)}. Parameters: those of
 * {@link Mlp}, and {@code head.weight [u, 1]}, {@code head.bias [1]}.
 */
public final class Tower {
    private final Mlp mlp;
    private final Linear head;

    private Tower(Mlp mlp, Linear head) {
        this.mlp = mlp;
        this.head = head;
    }

    /** A tower on inputs {@code [B, in]}. */
    public static Tower of(Parameters parameters, int in, MlpOptions options) {
        return new Tower(Mlp.of(parameters, in, options), Linear.of(parameters.in("head"), options.width(in), 1));
    }

    /**
     * @param x {@code [B, in]}
     * @return the logits {@code [B]}
     */
    public Tensor forward(Tensor x, Pass pass) {
        return head.forward(mlp.forward(x, pass)).squeeze(1);
    }
}
