package dev.braid.data;

import org.jspecify.annotations.Nullable;

/** Batches of one pass over a split, in order. Not thread-safe. */
public interface BatchStream extends AutoCloseable {
    /** The next batch, or null at the end of the pass. */
    @Nullable
    Batch next();

    @Override
    void close();
}
