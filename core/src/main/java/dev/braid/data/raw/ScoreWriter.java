package dev.braid.data.raw;

import java.nio.file.Path;
import java.util.List;

/**
 * Writes scores beside the rows that they belong to: {@code row} (from 1), the pass-through columns, one column per task.
 * Parquet or CSV by the file's ending. The file appears, whole, at {@link #finish}.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class ScoreWriter implements AutoCloseable {
    ScoreWriter() {}

    /**
     * Starts a file of scores.
     *
     * @param rows the rows that are scored, for the pass-through columns
     * @param scores names of the score columns
     */
    public static ScoreWriter open(Path file, RawRows rows, List<String> scores) {
        throw new UnsupportedOperationException("the reader is being written");
    }

    /**
     * Adds the scores of the next rows.
     *
     * @param columns {@code [scores][rows]}
     */
    public void append(double[][] columns, int rows) {
        throw new UnsupportedOperationException("the reader is being written");
    }

    /** Writes the file and gives its number of rows; fails when not every row has scores. */
    public long finish() {
        throw new UnsupportedOperationException("the reader is being written");
    }

    /** Leaves nothing behind unless {@link #finish} was called. */
    @Override
    public void close() {}
}
