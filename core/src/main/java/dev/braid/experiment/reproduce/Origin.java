package dev.braid.experiment.reproduce;

import dev.braid.data.PreparedDataset;
import dev.braid.data.prepare.PrepareListener;
import dev.braid.data.source.SourceReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How a dataset of a paper is made of the files of a public one. */
public interface Origin {
    /** The public dataset whose files it starts from, by its name in {@link dev.braid.data.source.Sources}. */
    String source();

    /** What is done to the files: the options of the public dataset, and whatever else decides it, each {@code key=value}. */
    List<String> options();

    /**
     * Looks whether everything is there and allowed, without reading it.
     *
     * @param raw the folder with the files
     * @param more options over {@link #options}
     * @return the files that would be read
     * @throws dev.braid.fault.BadInput naming what is missing or wrong
     */
    List<Path> files(Path raw, List<String> more);

    /**
     * Makes the dataset, all or nothing.
     *
     * @throws dev.braid.fault.BadInput for any mistake in the files
     */
    Made make(Making making);

    /**
     * What is to be made.
     *
     * @param raw the folder with the files
     * @param more options over {@link #options}
     * @param name of the prepared dataset, which says so where the files are simulated
     * @param badLines how many bad lines are set aside before the files are refused
     * @param work a folder for what several datasets of one source share, and what a later attempt can use again; it may
     *     not exist yet
     * @param out where the dataset goes; does not exist
     * @param listener hears how far it is
     */
    record Making(
            Path raw, List<String> more, String name, long badLines, Path work, Path out, PrepareListener listener) {
        public Making {
            more = List.copyOf(more);
        }
    }

    /**
     * What was made.
     *
     * @param dataset the prepared dataset
     * @param report what was found in the files, where they are read here
     */
    record Made(PreparedDataset dataset, Optional<SourceReport> report) {}
}
