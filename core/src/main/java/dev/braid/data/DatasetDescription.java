package dev.braid.data;

import dev.braid.schema.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code dataset.json} says about a prepared dataset.
 *
 * @param format always {@code braid-dataset}
 * @param version of that format
 * @param name the dataset's name
 * @param schema features and tasks
 * @param splits per split its rows, parts and rates, keyed by {@link Split#label()}
 * @param features per feature how full it is
 * @param labelCorrelations between the tasks' labels in the training split
 * @param contentHash SHA-256 over the schema, the transformation and every part; equal for equal input
 */
public record DatasetDescription(
        String format,
        int version,
        String name,
        Schema schema,
        Map<String, SplitDescription> splits,
        List<FeatureDescription> features,
        Correlations labelCorrelations,
        String contentHash) {
    public static final String FORMAT = "braid-dataset";
    public static final int VERSION = 3;

    /**
     * What one split holds.
     *
     * @param rows number of rows
     * @param nativeBytes memory that the split takes as native columns
     * @param parts the files, in order
     * @param tasks per task, in the schema's order
     */
    public record SplitDescription(long rows, long nativeBytes, List<Part> parts, List<TaskDescription> tasks) {}

    /** Where the dataset records what it did to raw rows. */
    public static final String TRANSFORMATION = "transformation.json";

    /** Where the vocabularies lie. */
    public static final String VOCABULARIES = "vocabularies";

    /**
     * One Parquet file.
     *
     * @param file path within the dataset
     * @param rows its rows
     * @param bytes its size
     * @param sha256 of its bytes
     */
    public record Part(String file, long rows, long bytes, String sha256) {}

    /**
     * How often a task is positive in a split.
     *
     * @param task the task's name
     * @param rows rows with a label in the task's sample space
     * @param positives of those, the ones labelled 1
     * @param rate positives over rows; null when there are no rows
     */
    public record TaskDescription(
            String task,
            long rows,
            long positives,
            @Nullable Double rate) {}

    /**
     * How full a feature is.
     *
     * @param feature the feature's name
     * @param vocabulary number of ids with id 0; 0 for a numeric feature
     * @param bad number of values, over all splits, that are no usable number and were taken as missing
     * @param missing per split the share of rows without a value (a bad value taken as missing included)
     * @param unseen per split the share of rows whose value is rare in or absent from the training split; for
     *     multi-valued features the share of values. 0 for numeric features
     */
    public record FeatureDescription(
            String feature, int vocabulary, long bad, Map<String, Double> missing, Map<String, Double> unseen) {}

    /**
     * Correlations between the labels of each pair of tasks, over rows where both have one. What is undefined is null; files
     * of version 2 and before have 0 for it, which only the labels tell from a 0 that was measured.
     *
     * @param pearson {@code [T, T]}; null where a label is constant, or no row common
     * @param cosine {@code [T, T]}: Σ y_j y_t / √(Σ y_j² Σ y_t²); null where a label is never 1
     * @param rows {@code [T, T]}: number of common rows
     */
    public record Correlations(
            @Nullable Double[][] pearson, @Nullable Double[][] cosine, long[][] rows) {}
}
