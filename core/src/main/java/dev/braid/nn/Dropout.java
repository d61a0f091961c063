package dev.braid.nn;

import dev.braid.tensor.Tensor;

/**
 * Zeroes numbers at random in training, and scales the rest so that expectations stay.
 *
 * @param rate the probability p of a zero, in [0, 1)
 */
record Dropout(double rate) {
    Tensor forward(Tensor x, Pass pass) {
        return rate > 0 && pass.training() ? x.dropout(rate, pass.nextSeed()) : x;
    }

    /** Refuses what is no dropout rate. */
    static void require(String option, double rate) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException(option + " must be at least 0 and less than 1, got " + rate);
        }
    }
}
