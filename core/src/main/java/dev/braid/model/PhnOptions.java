package dev.braid.model;

import dev.braid.nn.EmbeddingRequest;
import dev.braid.nn.InteractionOptions;
import dev.braid.nn.MlpOptions;
import dev.braid.options.Doc;
import java.util.List;

/** Options of {@link Phn}. */
@Doc("a cross, a field interaction and a deep branch side by side, for each task alone")
public record PhnOptions(
        @Doc("first values of the embeddings; small ones make products of many of them vanish")
        EmbeddingRequest.RowInit embedding,

        @Doc("the selection of inputs, and the cross and field interaction branches")
        InteractionOptions interaction,

        @Doc("the deep branch; layers that keep the width have a residual link")
        MlpOptions mlp)
        implements ModelOptions {
    public static final PhnOptions DEFAULTS =
            new PhnOptions(EmbeddingRequest.RowInit.UNIT_UNIFORM, InteractionOptions.of(3), MlpOptions.DEFAULTS);

    /** A table of its own for every task. */
    @Override
    public List<EmbeddingRequest> embeddings(int tasks) {
        return TaskCopies.vectors(tasks, embedding);
    }
}
