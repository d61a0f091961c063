package dev.braid.objective.balance;

import dev.braid.options.Doc;

/** The options of {@link Dwa}. */
@Doc("a larger factor for the tasks whose losses fall slowly")
public record DwaOptions(
        @Doc("how even the factors are; large = all near 1") double temperature,

        @Doc("steps over which losses are averaged; 0 = an epoch")
        long everySteps) {
    public static final DwaOptions DEFAULTS = new DwaOptions(2, 0);

    public DwaOptions {
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("temperature must be a positive number, got " + temperature);
        }
        if (everySteps < 0) {
            throw new IllegalArgumentException("everySteps must be at least 0, got " + everySteps);
        }
    }
}
