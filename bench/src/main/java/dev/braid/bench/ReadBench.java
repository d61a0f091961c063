package dev.braid.bench;

import dev.braid.data.Batch;
import dev.braid.data.BatchStream;
import dev.braid.data.PreparedDataset;
import dev.braid.data.ReadOptions;
import dev.braid.data.Split;
import dev.braid.fault.BraidBug;

/** How fast batches of a prepared dataset come, in random order, when nothing else is done with them. */
public final class ReadBench {
    private ReadBench() {}

    /**
     * What was measured.
     *
     * @param rows rows of the training split
     * @param streamedRowsPerSecond one pass from the files
     * @param cachedRowsPerSecond one pass over columns that are in memory already; NaN where they were not asked for
     * @param peakMemoryMb largest resident memory of the process during the streamed pass
     */
    public record Result(long rows, double streamedRowsPerSecond, double cachedRowsPerSecond, double peakMemoryMb) {}

    /**
     * Reads the training split.
     *
     * @param cached whether it is also read into memory and from there
     */
    public static Result run(PreparedDataset dataset, int batchSize, boolean cached) {
        ReadOptions shuffled = ReadOptions.shuffled(batchSize, 1, 0);
        double streamed = pass(dataset, shuffled.withCacheBytes(0));
        double peak = ResidentMemory.peak().orElse(-1);
        double fromMemory = Double.NaN;
        if (cached) {
            ReadOptions all = shuffled.withCacheBytes(Long.MAX_VALUE);
            fill(dataset, all);
            fromMemory = pass(dataset, all);
        }
        return new Result(dataset.rows(Split.TRAIN), streamed, fromMemory, peak);
    }

    /** The first batch of a cached split waits until all of it is in memory. */
    private static void fill(PreparedDataset dataset, ReadOptions options) {
        try (BatchStream batches = dataset.read(Split.TRAIN, options)) {
            if (batches.next() == null) {
                throw new BraidBug("a training split without rows");
            }
        }
    }

    private static double pass(PreparedDataset dataset, ReadOptions options) {
        long rows = 0;
        long start = System.nanoTime();
        try (BatchStream batches = dataset.read(Split.TRAIN, options)) {
            for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
                rows += batch.rows();
            }
        }
        requireRows(rows, dataset.rows(Split.TRAIN));
        return rows / ((System.nanoTime() - start) * 1e-9);
    }

    private static void requireRows(long found, long promised) {
        if (found != promised) {
            throw new BraidBug(found + " rows were read where " + promised + " were promised");
        }
    }
}
