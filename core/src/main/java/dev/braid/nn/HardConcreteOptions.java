package dev.braid.nn;

import dev.braid.options.Doc;

/** The distribution of {@link HardConcrete} gates. */
@Doc("a gate that is 0 or 1 with some probability: a sigmoid with noise, stretched to (low, high) and cut to [0, 1]")
public record HardConcreteOptions(
        @Doc("β: the smaller, the more a gate is either 0 or 1")
        double temperature,

        @Doc("γ, the lower end of the stretched interval, below 0")
        double low,

        @Doc("ζ, its upper end, above 1") double high) {
    /** Those of Louizos, Welling and Kingma. */
    public static final HardConcreteOptions DEFAULTS = new HardConcreteOptions(2.0 / 3, -0.1, 1.1);

    public HardConcreteOptions {
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException(
                    "temperature must be a finite number of more than 0, got " + temperature);
        }
        if (!(low < 0) || Double.isInfinite(low)) {
            throw new IllegalArgumentException("low must be a finite number below 0, got " + low);
        }
        if (!(high > 1) || Double.isInfinite(high)) {
            throw new IllegalArgumentException("high must be a finite number above 1, got " + high);
        }
    }
}
