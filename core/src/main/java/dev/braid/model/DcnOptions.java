package dev.braid.model;

import dev.braid.nn.Cross;
import dev.braid.nn.EmbeddingRequest;
import dev.braid.nn.MlpOptions;
import dev.braid.nn.Residual;
import dev.braid.options.Doc;
import java.util.List;

/** Options of {@link Dcn} v1. */
@Doc("cross layers of one weight vector each and a multi-layer perceptron, for each task alone")
public record DcnOptions(
        @Doc("first values of the embeddings; small ones make products of many of them vanish")
        EmbeddingRequest.RowInit embedding,

        @Doc("cross layers") int crossLayers,

        @Doc("how cross layers and MLP stand to each other; the paper's is parallel")
        CrossStructure structure,

        @Doc("the hidden layers") MlpOptions mlp)
        implements ModelOptions {
    public static final DcnOptions DEFAULTS =
            new DcnOptions(EmbeddingRequest.RowInit.SMALL_NORMAL, 3, CrossStructure.PARALLEL, MlpOptions.DEFAULTS);

    public DcnOptions {
        if (crossLayers < 1) {
            throw new IllegalArgumentException("crossLayers must be at least 1, got " + crossLayers);
        }
        structure.refuseUnread(mlp);
    }

    @Override
    public List<EmbeddingRequest> embeddings(int tasks) {
        return TaskCopies.vectors(tasks, embedding);
    }

    Cross.Form cross() {
        return new Cross.Form(crossLayers, Cross.Version.V1, 0, Residual.OFF);
    }
}
