package dev.braid.model;

import dev.braid.nn.Pass;

/** Passes for tests. */
final class Passes {
    private Passes() {}

    /** A training pass over labels that are not correlated. */
    static Pass training(long seed, int tasks) {
        return Pass.training(seed, (measure, rows) -> new double[tasks][tasks]);
    }
}
