package dev.braid.data.simulate.form;

import java.util.SplittableRandom;

/** Makes any block of rows from nothing but its own random numbers. Called on several threads at once. */
@FunctionalInterface
interface BlockMaker {
    /**
     * Adds rows to an empty block.
     *
     * @param random the block's own
     * @param first number of its first row in the part
     * @param rows how many
     */
    void make(SplittableRandom random, long first, int rows, Block into);
}
