package dev.braid.data.simulate;

import dev.braid.data.Split;

/** How many of a simulation's rows each split gets: one tenth validation, one tenth test, the rest train. */
final class SplitShares {
    private SplitShares() {}

    static long rows(long all, Split split) {
        long tenth = all / 10;
        return split == Split.TRAIN ? all - 2 * tenth : tenth;
    }
}
