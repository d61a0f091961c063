package dev.braid.optim;

import dev.braid.nn.EmbeddingTable;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Variable;
import java.util.Map;

/** Changes the touched rows of one table along their gradients, and puts them back. */
interface RowOptimizer {
    /**
     * @param gradient of the touched rows {@code [U, k]}
     * @param step number of this step, from 1
     */
    void update(EmbeddingTable.Touched touched, Tensor gradient, long step);

    /** The optimiser's state by name. */
    Map<String, Variable> state();

    /** Frees what is not part of the state. */
    default void release() {}
}
