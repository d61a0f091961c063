package dev.braid.model;

import dev.braid.nn.CinOptions;
import dev.braid.nn.EmbeddingRequest;
import dev.braid.nn.MlpOptions;
import dev.braid.nn.RowTraining;
import dev.braid.options.Doc;
import java.util.List;

/** Options of {@link XDeepFm}. */
@Doc("a compressed interaction network, a multi-layer perceptron and a linear term side by side, for each task alone")
public record XDeepFmOptions(
        @Doc("first values of the embeddings; small ones make products of many of them vanish")
        EmbeddingRequest.RowInit embedding,

        @Doc("the compressed interaction network") CinOptions cin,
        @Doc("the hidden layers") MlpOptions mlp,

        @Doc("λ of the penalty λ·w² on the linear term's weights that a batch touches")
        double wideL2)
        implements ModelOptions {
    public static final XDeepFmOptions DEFAULTS =
            new XDeepFmOptions(EmbeddingRequest.RowInit.SMALL_NORMAL, CinOptions.DEFAULTS, MlpOptions.DEFAULTS, 0);

    public XDeepFmOptions {
        WideTables.requireL2(wideL2);
    }

    @Override
    public List<EmbeddingRequest> embeddings(int tasks) {
        return WideTables.requests(tasks, embedding, List.of(), RowTraining.withL2(wideL2));
    }
}
