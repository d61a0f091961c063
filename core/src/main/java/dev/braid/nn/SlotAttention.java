package dev.braid.nn;

import dev.braid.tensor.Tensor;
import java.util.function.Consumer;

/**
 * Attention over slots, of which each has a query, a key and a value of its own (AITM: Xi et al., KDD 2021, eqs. 2 to 4):
 * {@code z = Σ_u w_u W_V u} with w the softmax over the slots of {@code ⟨W_Q u, W_K u⟩/√d}. Parameters {@code query},
 * {@code key} and {@code value}, each {@code [d, d]} applied to rows; no bias.
 */
public final class SlotAttention {
    private final Tensor query;
    private final Tensor key;
    private final Tensor value;

    private SlotAttention(Tensor query, Tensor key, Tensor value) {
        this.query = query;
        this.key = key;
        this.value = value;
    }

    /** For slots of width d. */
    public static SlotAttention of(Parameters parameters, int d) {
        Init init = Init.glorot(d, d);
        return new SlotAttention(
                parameters.weight("query", init, d, d),
                parameters.weight("key", init, d, d),
                parameters.weight("value", init, d, d));
    }

    /**
     * @param slots {@code [S, B, d]}
     * @param weights is told w, {@code [S, B, 1]}, which sum to 1 over the slots
     * @return {@code [B, d]}
     */
    public Tensor forward(Tensor slots, Consumer<Tensor> weights) {
        long count = slots.size(0);
        long d = slots.size(2);
        Tensor u = slots.reshape(-1, d); // [S·B, d]
        Tensor scores = u.matmul(query).mul(u.matmul(key)).sum(1).mul(1 / Math.sqrt((double) d));
        Tensor w = scores.reshape(count, -1, 1).softmax(0); // [S, B, 1]
        weights.accept(w);
        return w.mul(u.matmul(value).reshape(slots.shape())).sum(0);
    }
}
