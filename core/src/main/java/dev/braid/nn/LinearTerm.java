package dev.braid.nn;

import dev.braid.tensor.Tensor;

/**
 * The first-order term {@code w·a} of Wide&amp;Deep, NFM and xDeepFM, where a holds a 1 for every id of the row and the
 * values of its numbers. Its weights, one per id, are the rows of a table of {@link EmbeddingColumns.Weights}, so that a
 * row's own ids alone are read and trained.
 */
public final class LinearTerm {
    private LinearTerm() {}

    /**
     * The sum of a row's weights, which already carry the values of its numbers.
     *
     * @param weights {@code [B, columns, 1]}
     * @return {@code [B]}
     */
    public static Tensor sum(Tensor weights) {
        return weights.sum(1).squeeze(1);
    }
}
