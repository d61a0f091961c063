package dev.braid.train;

import dev.braid.data.BatchStream;
import dev.braid.data.DatasetDescription;
import dev.braid.data.PreparedDataset;
import dev.braid.data.ReadOptions;
import dev.braid.data.Split;
import dev.braid.nn.TaskCorrelation;
import dev.braid.schema.Schema;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A prepared dataset as training sees it. */
record PreparedTrainingData(PreparedDataset dataset) implements TrainingData {
    @Override
    public String name() {
        return dataset.description().name();
    }

    @Override
    public Schema schema() {
        return dataset.schema();
    }

    @Override
    public String contentHash() {
        return dataset.contentHash();
    }

    @Override
    public long rows(Split split) {
        DatasetDescription.SplitDescription described =
                dataset.description().splits().get(split.label());
        return described == null ? 0 : described.rows();
    }

    @Override
    public Map<String, LabelCounts> labels(Split split) {
        DatasetDescription.SplitDescription described =
                dataset.description().splits().get(split.label());
        Map<String, LabelCounts> labels = new LinkedHashMap<>();
        if (described != null) {
            described.tasks().forEach(t -> labels.put(t.task(), new LabelCounts(t.rows(), t.positives())));
        }
        return labels;
    }

    @Override
    public BatchStream read(Split split, ReadOptions options) {
        return dataset.read(split, options);
    }

    @Override
    public Map<TaskCorrelation.Measure, double[][]> labelCorrelations() {
        DatasetDescription.Correlations correlations = dataset.description().labelCorrelations();
        return Map.of(
                TaskCorrelation.Measure.PEARSON, numbers(correlations.pearson()),
                TaskCorrelation.Measure.COSINE, numbers(correlations.cosine()));
    }

    private static double[][] numbers(@Nullable Double[][] table) {
        double[][] numbers = new double[table.length][];
        for (int j = 0; j < table.length; j++) {
            numbers[j] = Arrays.stream(table[j])
                    .mapToDouble(value -> value == null ? Double.NaN : value)
                    .toArray();
        }
        return numbers;
    }

    @Override
    public Path place() {
        return dataset.directory();
    }

    @Override
    public void copyTransformation(Path directory) {
        dataset.copyTransformation(directory);
    }
}
