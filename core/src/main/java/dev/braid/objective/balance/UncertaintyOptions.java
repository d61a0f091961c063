package dev.braid.objective.balance;

import dev.braid.options.Doc;

/** The options of {@link Uncertainty}. */
@Doc("each loss divided by a variance that is learned with the model")
public record UncertaintyOptions(
        @Doc("learning rate of the log-variances, as a multiple of optimizer.learningRate")
        double rate) {
    public static final UncertaintyOptions DEFAULTS = new UncertaintyOptions(1);

    public UncertaintyOptions {
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("rate must be a positive number, got " + rate);
        }
    }
}
