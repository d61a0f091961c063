package dev.braid.train;

import dev.braid.data.BatchStream;
import dev.braid.data.PreparedDataset;
import dev.braid.data.ReadOptions;
import dev.braid.data.Split;
import dev.braid.nn.TaskCorrelation;
import dev.braid.schema.Schema;
import java.nio.file.Path;
import java.util.Map;

/** What training asks of data: rows in a repeatable order, and a few facts about them. */
public interface TrainingData {
    /** What to call it, for people. */
    String name();

    /** Features and tasks. */
    Schema schema();

    /** Equal for equal data. */
    String contentHash();

    /** Number of rows of a split; 0 when there is no such split. */
    long rows(Split split);

    /**
     * How often each task is positive in a split, by its name; without the tasks of which that is not known beforehand.
     */
    default Map<String, LabelCounts> labels(Split split) {
        return Map.of();
    }

    /**
     * Labels of a task in a split.
     *
     * @param rows rows with a label in the task's sample space
     * @param positives of those, the ones labelled 1
     */
    record LabelCounts(long rows, long positives) {}

    /** One pass over a split, in an order that is a function of the options alone. */
    BatchStream read(Split split, ReadOptions options);

    /** Correlations of the tasks' labels over the training split, per measure {@code [T][T]}; NaN where undefined. */
    Map<TaskCorrelation.Measure, double[][]> labelCorrelations();

    /** Where it lies; recorded in the run. */
    Path place();

    /** Writes what {@code predict} needs to see raw rows as this data's rows. */
    void copyTransformation(Path directory);

    /** A prepared dataset. */
    static TrainingData of(PreparedDataset dataset) {
        return new PreparedTrainingData(dataset);
    }
}
