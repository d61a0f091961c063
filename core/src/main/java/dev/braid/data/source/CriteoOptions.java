package dev.braid.data.source;

import dev.braid.options.Doc;

/** What is made of Criteo's display advertising log. */
@Doc("Criteo display advertising challenge")
public record CriteoOptions(
        @Doc("values seen less often in the training rows get id 0")
        long minCount,

        @Doc("fill rows up whose empty last columns were cut off, instead of calling them bad lines")
        boolean padShortRows,

        @Doc("another seed, another random split") long seed) {
    public static final CriteoOptions DEFAULTS = new CriteoOptions(10, false, 1);

    public CriteoOptions {
        if (minCount < 1) {
            throw new IllegalArgumentException("minCount must be at least 1, got " + minCount);
        }
    }
}
