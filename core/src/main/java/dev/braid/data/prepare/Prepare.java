package dev.braid.data.prepare;

import dev.braid.data.PreparedDataset;
import dev.braid.data.spec.DatasetSpec;
import java.nio.file.Path;

/** Makes a prepared dataset of raw files. */
@SuppressWarnings("DoNotCallSuggester")
public final class Prepare {
    private Prepare() {}

    /**
     * Reads raw files, learns vocabularies and scaling from the training split, and writes the dataset, all or nothing.
     *
     * @param spec what to make
     * @param data the directory that the spec's files lie in
     * @param out where the dataset is written; must not exist unless the options say {@code overwrite}
     * @throws dev.braid.fault.BadInput for any mistake in spec or data, in one line
     */
    public static PreparedDataset run(
            DatasetSpec spec, Path data, Path out, PrepareOptions options, PrepareListener listener) {
        throw new UnsupportedOperationException("prepare is being written");
    }
}
