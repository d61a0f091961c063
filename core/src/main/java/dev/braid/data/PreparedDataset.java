package dev.braid.data;

import dev.braid.schema.Schema;
import java.nio.file.Path;

/** A dataset that {@code prepare} wrote, ready to be read as batches. Thread-safe; the batch streams are not. */
@SuppressWarnings("DoNotCallSuggester")
public final class PreparedDataset {
    PreparedDataset() {}

    /**
     * Opens a prepared dataset and checks that its parts are complete.
     *
     * @throws dev.braid.fault.BadFormat when the directory is no prepared dataset, is damaged, or was written by a newer Braid
     */
    public static PreparedDataset open(Path directory) {
        throw new UnsupportedOperationException("the reader is being written");
    }

    /** Where the dataset lies. */
    public Path directory() {
        throw new UnsupportedOperationException("the reader is being written");
    }

    /** All that {@code dataset.json} says. */
    public DatasetDescription description() {
        throw new UnsupportedOperationException("the reader is being written");
    }

    /** Features and tasks, in the order in which batches carry them. */
    public Schema schema() {
        return description().schema();
    }

    /** Number of rows of a split. */
    public long rows(Split split) {
        return description().splits().get(split.label()).rows();
    }

    /** Equal for datasets prepared from equal input. */
    public String contentHash() {
        return description().contentHash();
    }

    /** One pass over a split. Close the stream when done with it. */
    public BatchStream read(Split split, ReadOptions options) {
        throw new UnsupportedOperationException("the reader is being written");
    }

    /** Copies the recorded transformation (without rows) into a directory, where {@code Transformation.open} finds it. */
    public void copyTransformation(Path to) {
        throw new UnsupportedOperationException("the reader is being written");
    }
}
