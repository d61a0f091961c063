package dev.braid.experiment.reproduce;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the raw files of a reproduction come from. */
sealed interface RawData permits PublishedFiles, SimulatedFiles {
    /**
     * Looks whether a dataset can be made.
     *
     * @param more options of its source
     * @return the files that would be read; none where they are made here
     * @throws dev.braid.fault.BadInput naming what is missing or wrong
     */
    List<Path> check(PaperDataset dataset, List<String> more);

    /** The folder with a source's files, which are made where that is needed. */
    Path files(String source, ReproductionFolder folder, ReproductionListener listener);

    /** How a prepared dataset is called: by its name one sees whether it is simulated. */
    String named(String dataset);

    /** How it is simulated; empty where it is not. */
    Optional<Simulation> simulation();
}
