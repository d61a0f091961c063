package dev.braid.data;

import org.jspecify.annotations.Nullable;

/** Batches of one pass over a split, in order. Not thread-safe. */
public interface BatchStream extends AutoCloseable {
    /** The next batch, or null at the end of the pass. */
    @Nullable
    Batch next();

    /**
     * Passes over batches as if they had been handed out, as far as there are so many.
     *
     * @param batches at least 0
     */
    default void skip(long batches) {
        for (long b = 0; b < batches && next() != null; b++) {}
    }

    @Override
    void close();
}
