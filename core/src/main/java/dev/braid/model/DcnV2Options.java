package dev.braid.model;

import dev.braid.nn.Cross;
import dev.braid.nn.EmbeddingRequest;
import dev.braid.nn.MlpOptions;
import dev.braid.nn.Residual;
import dev.braid.options.Doc;
import java.util.List;

/** Options of {@link Dcn} v2. */
@Doc("cross layers of one weight matrix each and a multi-layer perceptron, for each task alone")
public record DcnV2Options(
        @Doc("first values of the embeddings; small ones make products of many of them vanish")
        EmbeddingRequest.RowInit embedding,

        @Doc("cross layers") int crossLayers,

        @Doc("rank q of the cross layers' matrices W = UVᵀ, 0 for full matrices")
        int crossRank,

        @Doc("how cross layers and MLP stand to each other") CrossStructure structure,

        @Doc("the hidden layers") MlpOptions mlp)
        implements ModelOptions {
    public static final DcnV2Options DEFAULTS =
            new DcnV2Options(EmbeddingRequest.RowInit.SMALL_NORMAL, 3, 0, CrossStructure.PARALLEL, MlpOptions.DEFAULTS);

    public DcnV2Options {
        if (crossLayers < 1) {
            throw new IllegalArgumentException("crossLayers must be at least 1, got " + crossLayers);
        }
        if (crossRank < 0) {
            throw new IllegalArgumentException("crossRank must be at least 0, got " + crossRank);
        }
        structure.refuseUnread(mlp);
    }

    @Override
    public List<EmbeddingRequest> embeddings(int tasks) {
        return TaskCopies.vectors(tasks, embedding);
    }

    Cross.Form cross() {
        return new Cross.Form(crossLayers, Cross.Version.V2, crossRank, Residual.OFF);
    }
}
