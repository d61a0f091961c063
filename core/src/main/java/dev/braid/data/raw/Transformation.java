package dev.braid.data.raw;

import dev.braid.schema.Schema;
import java.nio.file.Path;

/** What {@code prepare} learned and does to raw rows: vocabularies, scaling, labels. Applied again by {@code predict}. */
@SuppressWarnings("DoNotCallSuggester")
public final class Transformation {
    Transformation() {}

    /**
     * Opens the transformation of a prepared dataset or of a run directory.
     *
     * @throws dev.braid.fault.BadFormat when there is none, or it is damaged or written by a newer Braid
     */
    public static Transformation open(Path directory) {
        throw new UnsupportedOperationException("the reader is being written");
    }

    /** Features and tasks of the dataset that the transformation belongs to. */
    public Schema schema() {
        throw new UnsupportedOperationException("the reader is being written");
    }

    /** The content hash of that dataset. */
    public String contentHash() {
        throw new UnsupportedOperationException("the reader is being written");
    }
}
