package dev.braid.objective;

import dev.braid.options.Doc;

/** The options of {@link EntireSpace}: there are none. */
@Doc("the mean binary cross-entropy over all rows of the product of probabilities along each task's chain")
public record EntireSpaceOptions() {}
