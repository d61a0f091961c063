package dev.braid.experiment.reproduce;

import dev.braid.experiment.Spread;
import org.jspecify.annotations.Nullable;

/**
 * A number of the paper beside Braid's, both times the column's scale.
 *
 * @param paper null when the paper has none
 * @param braid over the seeds
 * @param best whether no variant has a better mean in this column
 * @param couldBeAsGood whether the difference to the best could be chance
 * @param open whether only one of the tests that are needed was made of that difference, and does not call it chance
 */
public record ReproducedCell(@Nullable Double paper, Spread braid, boolean best, boolean couldBeAsGood, boolean open) {}
