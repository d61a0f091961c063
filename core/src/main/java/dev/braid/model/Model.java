package dev.braid.model;

import dev.braid.nn.Pass;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Variable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A function from embeddings to one output per task. Its parameters live in the {@code Parameters} it was built with. */
@FunctionalInterface
public interface Model {
    /**
     * Computes the outputs. Gates, experts and parts that are worth seeing are handed to {@link Pass#observe} on the way.
     *
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
     * The weight of the last layer that the losses of all tasks reach, where balancers compare how strongly tasks pull
     * (GradNorm: Chen et al., ICML 2018).
     *
     * @return empty where it is the last weight made that belongs to no task alone
     */
    default Optional<Variable> lastSharedWeight() {
        return Optional.empty();
    }

    /**
     * Whether the outputs are joint: of a task that follows another, the probability of both and of all before, over all
     * rows. Else it is the probability given that the other is positive.
     */
    default boolean joint() {
        return false;
    }
}
