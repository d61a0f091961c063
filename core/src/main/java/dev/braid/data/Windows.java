package dev.braid.data;

/** Gives the rows of a pass, window by window. */
@FunctionalInterface
interface Windows {
    /** The rows of a window. */
    Block block(int window);

    /** Stops what goes on in the background. */
    default void close() {}
}
