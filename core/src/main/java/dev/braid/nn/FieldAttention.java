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
        // Products of many small matrices cost per matrix, so what does not depend on the sample is multiplied first:
        // scores are E (W_Q W_Kᵀ/√d_h) Eᵀ and outputs A E (W_V W_O), each one small product per sample for all heads.
        double scale = 1 / Math.sqrt((double) k / heads);
        Tensor scoring =
                perHead(query).batchedMatmul(perHead(key).transpose(1, 2)).mul(scale); // [H, k, k]
        Tensor rewriting = perHead(value).batchedMatmul(output.reshape(heads, k / heads, k)); // [H, k, k]

        Tensor queries =
                e.reshape(batch * fields, k).matmul(scoring.transpose(0, 1).reshape(k, heads * k));
        Tensor scores = headFirst(queries.reshape(batch, fields, heads, k)).batchedMatmul(e.transpose(1, 2));
        Tensor mixed = scores.softmax(2).batchedMatmul(e); // [B, H·F, F] × [B, F, k]
        Tensor fieldFirst = mixed.reshape(batch, heads, fields, k).transpose(1, 2);
        return fieldFirst
                .reshape(batch * fields, heads * k)
                .matmul(rewriting.reshape(heads * k, k))
                .reshape(batch, fields, k);
    }

    /** {@code [k, k]} to {@code [H, k, d_h]}. */
    private Tensor perHead(Tensor weight) {
        long k = weight.size(0);
        return weight.reshape(k, heads, k / heads).transpose(0, 1);
    }

    /** {@code [B, F, H, k]} to {@code [B, H·F, k]}. */
    private static Tensor headFirst(Tensor x) {
        return x.transpose(1, 2).reshape(x.size(0), x.size(1) * x.size(2), x.size(3));
    }
}
