package dev.braid.optim;

import dev.braid.nn.EmbeddingTable;
import dev.braid.tensor.Index;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Variable;
import java.util.Map;

/** Changes some rows of one table along their gradients. */
interface RowOptimizer {
    /**
     * @param rows distinct rows of the table, U of them
     * @param gradient {@code [U, k]}
     * @param step number of this step, from 1
     */
    void update(EmbeddingTable table, Index rows, Tensor gradient, long step);

    /** The optimiser's state by name. */
    Map<String, Variable> state();

    /** Whether the rows of a step may come in several pieces, on several threads at once. */
    default boolean divisible() {
        return true;
    }

    /** Frees what is not part of the state. */
    default void release() {}
}
