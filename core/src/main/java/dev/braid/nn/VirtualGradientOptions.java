package dev.braid.nn;

import dev.braid.options.Doc;
import dev.braid.options.NoEffect;

/** How gates feel the other tasks (DE-PHN §III-C). */
public record VirtualGradientOptions(
        @Doc("whether gates' gradients are scaled at all") boolean enabled,

        @Doc("how the correlation x of two tasks' labels is measured")
        TaskCorrelation.Measure measure,

        @Doc("over which rows it is measured") TaskCorrelation.Rows scope,

        @Doc("how the correlation x and the gates' difference y meet")
        VirtualGradient.Family family,

        @Doc("which curve turns that into a coefficient between 0 and 2")
        VirtualGradient.Shape shape,

        @Doc("coefficients of a pair of tasks below this are raised to it")
        double floor) {
    private static final String OFF = "where enabled is false";

    /** What the paper settles on. */
    public static final VirtualGradientOptions DEFAULTS = new VirtualGradientOptions(
            true,
            TaskCorrelation.Measure.PEARSON,
            TaskCorrelation.Rows.BATCH,
            VirtualGradient.Family.ADD,
            VirtualGradient.Shape.SQRT,
            0);

    public VirtualGradientOptions {
        if (!(floor >= 0 && floor <= 2)) {
            throw new IllegalArgumentException("floor must be between 0 and 2, got " + floor);
        }
        if (!enabled) {
            NoEffect.refuse("measure", measure, DEFAULTS.measure, OFF);
            NoEffect.refuse("scope", scope, DEFAULTS.scope, OFF);
            NoEffect.refuse("family", family, DEFAULTS.family, OFF);
            NoEffect.refuse("shape", shape, DEFAULTS.shape, OFF);
            NoEffect.refuse("floor", floor, DEFAULTS.floor, OFF);
        }
    }
}
