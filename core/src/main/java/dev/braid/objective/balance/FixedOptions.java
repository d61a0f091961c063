package dev.braid.objective.balance;

import dev.braid.options.Doc;
import java.util.List;

/** The options of {@link Fixed}. */
@Doc("factors that are given, and may decay from step to step")
public record FixedOptions(
        @Doc("the factor of each task in the order of the dataset, on top of its declared one; [] = 1 each")
        List<Double> weights,

        @Doc("γ of each task: its factor at step τ, from 0, is its weight times γ^τ; [] = 1 each")
        List<Double> decay) {
    public static final FixedOptions DEFAULTS = new FixedOptions(List.of(), List.of());

    public FixedOptions {
        weights = List.copyOf(weights);
        decay = List.copyOf(decay);
        for (double weight : weights) {
            if (!(weight >= 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException("weights must be numbers of at least 0, got " + weights);
            }
        }
        for (double gamma : decay) {
            if (!(gamma > 0 && gamma <= 1)) {
                throw new IllegalArgumentException("decay must be numbers in (0, 1], got " + decay);
            }
        }
    }
}
