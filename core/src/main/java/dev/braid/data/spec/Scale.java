package dev.braid.data.spec;

import java.util.List;

/**
 * What is done to the numbers of a numeric feature. Parameters come from the training split only.
 *
 * @param kind the formula
 * @param buckets for {@code BUCKETIZE} by quantiles: how many
 * @param boundaries for {@code BUCKETIZE} at given places: ascending; empty when quantiles are asked for
 */
public record Scale(Kind kind, int buckets, List<Double> boundaries) {
    public static final Scale NONE = new Scale(Kind.NONE, 0, List.of());
    public static final Scale STANDARDIZE = new Scale(Kind.STANDARDIZE, 0, List.of());

    /** The formulas. */
    public enum Kind {
        /** x. */
        NONE,
        /** ln(1 + x); x must be above -1. */
        LOG1P,
        /** (x - mean) / standard deviation; a constant column gives 0. */
        STANDARDIZE,
        /** (x - min) / (max - min) of the training split; values outside that range leave [0, 1]; a constant column gives 0. */
        MINMAX,
        /** The number of the bucket, as a categorical feature: 1 + how many boundaries are at most x; 0 = missing. */
        BUCKETIZE
    }

    public Scale {
        boundaries = List.copyOf(boundaries);
    }

    /** A scale without parameters of its own. */
    public static Scale of(Kind kind) {
        return new Scale(kind, 0, List.of());
    }
}
