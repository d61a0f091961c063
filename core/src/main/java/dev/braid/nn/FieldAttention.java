package dev.braid.nn;

import dev.braid.fault.BadInput;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Variable;

/**
 * Multi-head self-attention over the fields of a sample (Vaswani et al., NIPS 2017), as DE-PHN §III-A uses it: no mask,
 * no normalisation, no feed-forward layer and no residual link inside.
 *
 * <p>head_h = softmax(E W_Q (E W_K)ᵀ / √d_h) E W_V with d_h = k/H; the result is [head_1 ‖ … ‖ head_H] W_O.
 *
 * <p>Parameters: {@code query}, {@code key}, {@code value}, {@code output}, each {@code [k, k]}; head h owns columns
 * h·d_h … (h+1)·d_h of the first three.
 */
public final class FieldAttention {
    private final int heads;
    private final Variable query;
    private final Variable key;
    private final Variable value;
    private final Variable output;

    private FieldAttention(Parameters parameters, int width, int heads) {
        this.heads = heads;
        Init glorot = Init.glorot(width, width);
        this.query = parameters.weight("query", glorot, width, width);
        this.key = parameters.weight("key", glorot, width, width);
        this.value = parameters.weight("value", glorot, width, width);
        this.output = parameters.weight("output", glorot, width, width);
    }

    /**
     * Attention on vectors of width k = {@code width}.
     *
     * @param heads H
     * @throws BadInput if the heads do not divide the width
     */
    public static FieldAttention of(Parameters parameters, int width, int heads) {
        if (heads < 1 || width % heads != 0) {
            throw new BadInput("attention heads must divide the embedding width: " + heads + " heads do not divide "
                    + width + "; choose another number of heads or another width");
        }
        return new FieldAttention(parameters, width, heads);
    }

    /**
     * @param e one vector per field, {@code [B, F, k]}
     * @return {@code [B, F, k]}
     */
    public Tensor forward(Tensor e) {
        long batch = e.size(0);
        long fields = e.size(1);
        long k = e.size(2);
        Tensor flat = e.reshape(batch * fields, k);
        Tensor q = perHead(flat.matmul(query), batch, fields).mul(1 / Math.sqrt((double) k / heads));
        Tensor keys = perHead(flat.matmul(key), batch, fields);
        Tensor values = perHead(flat.matmul(value), batch, fields);
        Tensor attention = q.batchedMatmul(keys.transpose(1, 2)).softmax(2); // [B·H, F, F], over the F keys
        Tensor mixed = attention.batchedMatmul(values).reshape(batch, heads, fields, k / heads);
        return mixed.transpose(1, 2).reshape(batch * fields, k).matmul(output).reshape(batch, fields, k);
    }

    /** {@code [B·F, k]} to {@code [B·H, F, d_h]}. */
    private Tensor perHead(Tensor x, long batch, long fields) {
        long headWidth = x.size(1) / heads;
        return x.reshape(batch, fields, heads, headWidth).transpose(1, 2).reshape(batch * heads, fields, headWidth);
    }
}
