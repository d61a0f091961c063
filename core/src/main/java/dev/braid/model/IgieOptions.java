package dev.braid.model;

import dev.braid.nn.EmbeddingRequest;
import dev.braid.nn.GateOptions;
import dev.braid.nn.MlpOptions;
import dev.braid.options.Doc;
import dev.braid.options.NoEffect;
import java.util.List;
import java.util.stream.IntStream;

/** Options of {@link Igie}. */
@Doc("independent groups, each with its own embeddings, experts and gates")
public record IgieOptions(
        @Doc("number of groups; each has its own embedding tables, so memory grows with it (paper: 2)")
        int groups,

        @Doc("let all groups read one set of embedding tables (an ablation: independence is the model's point)")
        boolean sharedEmbeddings,

        @Doc("number of experts in each group") int experts,

        @Doc("the layers of each expert (paper: dropout 0.4)")
        MlpOptions expert,

        @Doc("the gates of each group over its experts") GateOptions gate,

        @Doc("weigh the groups by a gate of each task over all groups' embeddings")
        boolean groupGate,

        @Doc("the layers of each task (paper: dropout 0.4)") MlpOptions tower)
        implements ModelOptions {
    public static final IgieOptions DEFAULTS =
            new IgieOptions(2, false, 4, MlpOptions.of(128), GateOptions.DEFAULTS, false, MlpOptions.of(64));

    public IgieOptions {
        if (groups < 1) {
            throw new IllegalArgumentException("groups must be at least 1, got " + groups);
        }
        if (experts < 1) {
            throw new IllegalArgumentException("experts must be at least 1, got " + experts);
        }
        if (experts == 1) {
            NoEffect.refuse("gate", gate, GateOptions.DEFAULTS, "with a single expert in each group");
        }
        if (groups == 1) {
            NoEffect.refuse("groupGate", groupGate, false, "with a single group");
            NoEffect.refuse("sharedEmbeddings", sharedEmbeddings, false, "with a single group");
        }
    }

    /** A table of its own for every group, unless they share one. */
    @Override
    public List<EmbeddingRequest> embeddings(int tasks) {
        return IntStream.range(0, sharedEmbeddings ? 1 : groups)
                .mapToObj(g -> new EmbeddingRequest(String.valueOf(g), EmbeddingRequest.RowInit.SMALL_NORMAL))
                .toList();
    }
}
