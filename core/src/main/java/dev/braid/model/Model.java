package dev.braid.model;

import dev.braid.nn.Pass;
import dev.braid.tensor.Tensor;
import java.util.List;

/** A function from embeddings to one output per task. Its parameters live in the {@code Parameters} it was built with. */
@FunctionalInterface
public interface Model {
    /**
     * @param embeddings one tensor {@code [B, F, k]} for each of {@link ModelOptions#embeddings(int)}, in that order
     * @param pass whether this is training, with its randomness
     * @return one output per task, in the schema's order
     */
    List<Output> forward(List<Tensor> embeddings, Pass pass);
}
