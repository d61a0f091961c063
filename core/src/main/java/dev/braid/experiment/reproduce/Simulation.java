package dev.braid.experiment.reproduce;

import dev.braid.fault.BadInput;

/**
 * Simulated files in place of published ones.
 *
 * @param rows of each public dataset, over all its splits
 * @param seed another seed, another world
 */
public record Simulation(long rows, long seed) {
    /** Enough for every task to have positives in every split. */
    public static final Simulation DEFAULTS = new Simulation(100_000, 1);

    public Simulation {
        if (rows < 1) {
            throw new BadInput("rows must be at least 1, got " + rows);
        }
    }
}
