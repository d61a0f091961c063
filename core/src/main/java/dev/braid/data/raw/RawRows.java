package dev.braid.data.raw;

import dev.braid.data.Batch;
import dev.braid.data.BatchStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Raw rows (CSV, TSV, gz, Parquet) seen through a {@link Transformation}: batches in the order of the file. */
@SuppressWarnings("DoNotCallSuggester")
public final class RawRows implements BatchStream {
    RawRows() {}

    /**
     * Opens a file of raw rows.
     *
     * @param batchSize rows of a batch
     * @param labels whether the rows carry labels; if so a label's columns must be there
     * @param passThrough raw columns to keep, for the file of scores
     * @throws dev.braid.fault.BadInput when the file is missing, unreadable, or lacks a feature's column
     */
    public static RawRows open(
            Transformation transformation, Path file, int batchSize, boolean labels, List<String> passThrough) {
        throw new UnsupportedOperationException("the reader is being written");
    }

    /** Number of rows of the file. */
    public long rows() {
        throw new UnsupportedOperationException("the reader is being written");
    }

    @Override
    public @Nullable Batch next() {
        throw new UnsupportedOperationException("the reader is being written");
    }

    @Override
    public void close() {}
}
