package dev.braid.model;

import dev.braid.nn.MlpOptions;
import dev.braid.nn.Stitch;
import dev.braid.options.Doc;
import dev.braid.options.NoEffect;
import java.util.List;

/** Options of {@link Sluice}. */
@Doc("a network for each task; subspaces of its layers are mixed with all tasks', and its layers with each other")
public record SluiceOptions(
        @Doc("the layers of each task's network, all of one size")
        MlpOptions network,

        @Doc("number of equal subspaces of every layer, S") int subspaces,

        @Doc("initial share that a subspace has in its own mixture; the others share the rest equally")
        double ownShare,

        @Doc("weight of the penalty on subspaces that repeat each other, ω")
        double orthogonality,

        @Doc("the layers of each task above the mixture of its network's layers")
        MlpOptions tower)
        implements ModelOptions {
    private static final double ORTHOGONALITY = 0.1;
    public static final SluiceOptions DEFAULTS =
            new SluiceOptions(MlpOptions.of(128, 128), 2, 0.9, ORTHOGONALITY, MlpOptions.of(64));

    public SluiceOptions {
        List<Integer> hidden = network.hidden();
        if (hidden.isEmpty() || hidden.stream().distinct().count() > 1) {
            throw new IllegalArgumentException(
                    "network.hidden must hold at least one size, and one size only, since a task mixes its layers; got "
                            + hidden);
        }
        if (subspaces < 1 || hidden.get(0) % subspaces != 0) {
            throw new IllegalArgumentException("subspaces must divide the layers' size " + hidden.get(0)
                    + " without a remainder, got " + subspaces);
        }
        Stitch.requireShare("ownShare", ownShare);
        if (!(orthogonality >= 0) || Double.isInfinite(orthogonality)) {
            throw new IllegalArgumentException(
                    "orthogonality must be a finite number of at least 0, got " + orthogonality);
        }
        if (subspaces == 1) {
            NoEffect.refuse("orthogonality", orthogonality, ORTHOGONALITY, "with a single subspace");
        }
    }
}
