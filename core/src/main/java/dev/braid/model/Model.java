package dev.braid.model;

import dev.braid.nn.Pass;
import dev.braid.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function from embeddings to one output per task. Its parameters live in the {@code Parameters} it was built with. */
@FunctionalInterface
public interface Model {
    /**
     * @param embeddings one tensor {@code [B, F, k]} for each of {@link ModelOptions#embeddings(int)}, in that order
     * @param pass whether this is training, with its randomness
     * @return one output per task, in the schema's order; behind them, outputs that only the model's own objective reads
     */
    List<Output> forward(List<Tensor> embeddings, Pass pass);

    /**
     * What the model adds to the loss whatever the rows are: a function of its parameters alone. It is computed once per
     * batch, and no balancing of tasks touches it.
     *
     * @return a scalar, or null when there is none
     */
    default @Nullable Tensor penalty() {
        return null;
    }

    /**
     * Whether the outputs are joint: of a task that follows another, the probability of both and of all before, over all
     * rows. Else it is the probability given that the other is positive.
     */
    default boolean joint() {
        return false;
    }
}
