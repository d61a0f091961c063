package dev.braid.model;

import dev.braid.nn.BiInteraction;
import dev.braid.nn.EmbeddingRequest;
import dev.braid.nn.MlpOptions;
import dev.braid.nn.RowTraining;
import dev.braid.options.Doc;
import java.util.List;

/** Options of {@link Nfm}. */
@Doc("all pairs of fields pooled under a multi-layer perceptron, and a linear term, for each task alone")
public record NfmOptions(
        @Doc("first values of the embeddings; small ones make products of many of them vanish")
        EmbeddingRequest.RowInit embedding,

        @Doc("the pooling of all pairs of fields") BiInteraction.Options pooling,
        @Doc("the hidden layers") MlpOptions mlp,

        @Doc("λ of the penalty λ·w² on the linear term's weights that a batch touches")
        double wideL2)
        implements ModelOptions {
    public static final NfmOptions DEFAULTS =
            new NfmOptions(EmbeddingRequest.RowInit.SMALL_NORMAL, BiInteraction.Options.DEFAULTS, MlpOptions.of(64), 0);

    public NfmOptions {
        WideTables.requireL2(wideL2);
    }

    @Override
    public List<EmbeddingRequest> embeddings(int tasks) {
        return WideTables.requests(tasks, embedding, List.of(), RowTraining.withL2(wideL2));
    }
}
