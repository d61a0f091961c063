package dev.braid.experiment.derived;

import dev.braid.options.Option;
import dev.braid.options.OptionReader;
import java.nio.file.Path;
import java.util.List;

/** A line of the list of public datasets: one that is read as it is, or one that is made of another. */
public sealed interface PublicDataset permits ReadDataset, DerivedDataset {
    /** What a user types. */
    String name();

    /** What it is called. */
    String title();

    /** Where its files are published. */
    String page();

    /** Where it is described. */
    String paper();

    /** What is made of the files, a few sentences. */
    String about();

    /** The files that are expected, as people read it. */
    List<String> files();

    /** Its options with their default values. */
    List<Option> options();

    /**
     * Looks for the files in a folder.
     *
     * @param reader what was set over the default options
     * @throws dev.braid.fault.BadInput for an unknown option, or naming every file that is missing
     */
    Preparable open(OptionReader reader, Path raw);
}
