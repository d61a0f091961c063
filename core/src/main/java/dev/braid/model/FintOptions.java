package dev.braid.model;

import dev.braid.nn.EmbeddingRequest;
import dev.braid.nn.MlpOptions;
import dev.braid.nn.Residual;
import dev.braid.options.Doc;
import java.util.List;

/** Options of {@link Fint}. */
@Doc("field interaction layers under a multi-layer perceptron, for each task alone")
public record FintOptions(
        @Doc("first values of the embeddings; small ones make products of many of them vanish")
        EmbeddingRequest.RowInit embedding,

        @Doc("field interaction layers") int layers,

        @Doc("weights u of the residual links; off leaves them at the constant 1")
        Residual residual,

        @Doc("the hidden layers") MlpOptions mlp)
        implements ModelOptions {
    public static final FintOptions DEFAULTS =
            new FintOptions(EmbeddingRequest.RowInit.SMALL_NORMAL, 3, Residual.VECTOR, MlpOptions.of(200, 200, 200));

    public FintOptions {
        if (layers < 1) {
            throw new IllegalArgumentException("layers must be at least 1, got " + layers);
        }
    }

    @Override
    public List<EmbeddingRequest> embeddings(int tasks) {
        return TaskCopies.vectors(tasks, embedding);
    }
}
