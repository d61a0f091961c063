package dev.braid.model;

import dev.braid.nn.EmbeddingRequest;
import dev.braid.nn.MlpOptions;
import dev.braid.options.Doc;
import java.util.List;

/** Options of {@link Dnn}. */
@Doc("embeddings and a multi-layer perceptron for each task alone")
public record DnnOptions(@Doc("the hidden layers") MlpOptions mlp) implements ModelOptions {
    public static final DnnOptions DEFAULTS = new DnnOptions(MlpOptions.DEFAULTS);

    /** A table of its own for every task. */
    @Override
    public List<EmbeddingRequest> embeddings(int tasks) {
        return TaskCopies.vectors(tasks, EmbeddingRequest.RowInit.SMALL_NORMAL);
    }
}
