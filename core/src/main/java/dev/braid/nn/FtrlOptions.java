package dev.braid.nn;

import dev.braid.options.Doc;

/** Options of FTRL-proximal (McMahan et al., KDD 2013, algorithm 1). */
@Doc("FTRL-proximal: a rate for every weight, and exact zeros through L1")
public record FtrlOptions(
        @Doc("α: learning rate of a weight that has seen gradients of norm 1 in all")
        double rate,

        @Doc("β: added to a weight's root of summed squared gradients, which slows its first steps")
        double beta,

        @Doc("λ₁: a weight stays exactly 0 until the gradients it has seen sum up to more than this")
        double l1) {
    // Gradients here are those of a mean over the batch: β and λ₁ are as small as one row's share of it.
    public static final FtrlOptions DEFAULTS = new FtrlOptions(0.1, 1e-3, 1e-4);

    public FtrlOptions {
        requirePositive("rate", rate);
        requirePositive("beta", beta);
        if (!(l1 >= 0) || Double.isInfinite(l1)) {
            throw new IllegalArgumentException("l1 must be a number of at least 0, got " + l1);
        }
    }

    private static void requirePositive(String option, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(option + " must be a positive number, got " + value);
        }
    }
}
