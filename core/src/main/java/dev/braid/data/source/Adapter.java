package dev.braid.data.source;

import dev.braid.data.spec.DatasetSpec;
import java.util.List;

/** One public dataset as it was found in a folder: what to make of it, and how its files become rows. */
public interface Adapter {
    /** Features, tasks and splits over the rows that {@link #stage} makes. */
    DatasetSpec spec();

    /** Reads the files. Every row of the dataset stems from one line of one file, in the order of these lines. */
    void stage(Intake intake);

    /** What is counted, beside the counts that are published. */
    List<Tally> tallies();
}
