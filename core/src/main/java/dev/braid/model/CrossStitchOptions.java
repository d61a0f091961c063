package dev.braid.model;

import dev.braid.nn.MlpOptions;
import dev.braid.nn.Stitch;
import dev.braid.options.Doc;

/** Options of {@link CrossStitch}. */
@Doc("a network for each task, whose layers read learned mixtures of all tasks' layers below")
public record CrossStitchOptions(
        @Doc("the layers of each task's network, stitched after every one of them")
        MlpOptions network,

        @Doc("a mixture for every unit of a layer, and not one for all of them")
        boolean perUnit,

        @Doc("initial share that a task has in its own mixture; the others share the rest equally")
        double ownShare,

        @Doc("the mixtures learn at this multiple of the learning rate")
        double stitchRate)
        implements ModelOptions {
    public static final CrossStitchOptions DEFAULTS = new CrossStitchOptions(MlpOptions.DEFAULTS, false, 0.9, 10);

    public CrossStitchOptions {
        if (network.hidden().isEmpty()) {
            throw new IllegalArgumentException("network.hidden must hold at least one layer, after which to stitch");
        }
        Stitch.requireShare("ownShare", ownShare);
        if (!(stitchRate > 0) || Double.isInfinite(stitchRate)) {
            throw new IllegalArgumentException("stitchRate must be a finite number of more than 0, got " + stitchRate);
        }
    }
}
