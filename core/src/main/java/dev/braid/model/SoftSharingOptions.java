package dev.braid.model;

import dev.braid.nn.EmbeddingRequest;
import dev.braid.nn.MlpOptions;
import dev.braid.options.Doc;
import dev.braid.options.NoEffect;
import java.util.List;

/** Options of {@link SoftSharing}. */
@Doc("a network for each task, and a penalty that keeps their layers alike")
public record SoftSharingOptions(
        @Doc("the layers of each task's network") MlpOptions network,

        @Doc("how unlike layers are is measured") Distance distance,

        @Doc("weight of the penalty, μ; 0: none") double strength,

        @Doc("a set of embedding tables for every task, which no penalty is on, so memory grows with the tasks")
        boolean ownEmbeddings,

        @Doc("all networks start with the same weights") boolean sameInit)
        implements ModelOptions {
    public static final SoftSharingOptions DEFAULTS =
            new SoftSharingOptions(MlpOptions.DEFAULTS, Distance.L2, 1e-3, false, false);

    /** How unlike the same layer of several tasks is. */
    public enum Distance {
        @Doc("Σ over pairs of tasks of the squared distance of weights and biases (Duong et al., ACL 2015)")
        L2,
        @Doc("trace norm of the matrix whose rows are the tasks' weights and biases (Yang & Hospedales, ICLR-W 2017)")
        TRACE
    }

    public SoftSharingOptions {
        if (!(strength >= 0) || Double.isInfinite(strength)) {
            throw new IllegalArgumentException("strength must be a finite number of at least 0, got " + strength);
        }
        if (strength == 0) {
            NoEffect.refuse("distance", distance, Distance.L2, "with strength 0");
        }
        if (network.hidden().isEmpty()) {
            throw new IllegalArgumentException("network.hidden must hold at least one layer, to be kept alike");
        }
    }

    @Override
    public List<EmbeddingRequest> embeddings(int tasks) {
        return ownEmbeddings
                ? TaskCopies.vectors(tasks, EmbeddingRequest.RowInit.SMALL_NORMAL)
                : ModelOptions.super.embeddings(tasks);
    }
}
