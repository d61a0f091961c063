package dev.braid.data;

import dev.braid.fault.BadInput;

/**
 * How a split is read. The order of rows is a function of the dataset and these options alone.
 *
 * @param batchSize rows B of a batch; the last batch of a pass may have fewer
 * @param shuffle whether rows come in an order drawn from {@code (seed, epoch)}, or as they lie in the files
 * @param seed of the order
 * @param epoch number of the pass, from 0
 * @param firstBatch how many batches to leave out at the start: the pass resumes there with the very same batches
 * @param cacheBytes a split that needs at most this much native memory is held there and shuffled as a whole; a larger
 *     one streams from its parts
 * @param shuffleBufferRows when streaming, how many rows (of parts drawn at random) are shuffled together; twice
 *     as many are in memory, because the next are loaded meanwhile
 */
public record ReadOptions(
        int batchSize, boolean shuffle, long seed, int epoch, long firstBatch, long cacheBytes, int shuffleBufferRows) {
    public static final long DEFAULT_CACHE_BYTES = 4L << 30;
    public static final int DEFAULT_SHUFFLE_BUFFER_ROWS = 1 << 20;

    public ReadOptions {
        require(batchSize >= 1, "batch size", batchSize);
        require(epoch >= 0, "epoch", epoch);
        require(firstBatch >= 0, "first batch", firstBatch);
        require(cacheBytes >= 0, "cache bytes", cacheBytes);
        require(shuffleBufferRows >= 1, "shuffle buffer rows", shuffleBufferRows);
    }

    /** Rows as they lie, for evaluation. */
    public static ReadOptions inOrder(int batchSize) {
        return new ReadOptions(batchSize, false, 0, 0, 0, DEFAULT_CACHE_BYTES, DEFAULT_SHUFFLE_BUFFER_ROWS);
    }

    /** Rows in the order of {@code (seed, epoch)}, for training. */
    public static ReadOptions shuffled(int batchSize, long seed, int epoch) {
        return new ReadOptions(batchSize, true, seed, epoch, 0, DEFAULT_CACHE_BYTES, DEFAULT_SHUFFLE_BUFFER_ROWS);
    }

    /** The same pass, resumed at a batch. */
    public ReadOptions from(long batch) {
        return new ReadOptions(batchSize, shuffle, seed, epoch, batch, cacheBytes, shuffleBufferRows);
    }

    /** The same options with another limit of the cache. */
    public ReadOptions withCacheBytes(long bytes) {
        return new ReadOptions(batchSize, shuffle, seed, epoch, firstBatch, bytes, shuffleBufferRows);
    }

    /** The same options with another shuffle buffer. */
    public ReadOptions withShuffleBufferRows(int rows) {
        return new ReadOptions(batchSize, shuffle, seed, epoch, firstBatch, cacheBytes, rows);
    }

    private static void require(boolean holds, String what, long value) {
        if (!holds) {
            throw BadInput.of(
                    "%s must be at least %d, got %d",
                    what, what.startsWith("batch") || what.startsWith("shuffle") ? 1 : 0, value);
        }
    }
}
