package dev.braid.explain;

import dev.braid.data.DatasetDescription.TaskDescription;
import dev.braid.data.PreparedDataset;
import dev.braid.data.Split;
import dev.braid.data.profile.LabelPair;
import dev.braid.data.profile.Profiler;
import dev.braid.schema.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Correlations of the tasks' labels for people. Descriptions of datasets that an older Braid prepared have 0 for what is
 * undefined; here the rows tell a 0 that was measured from one that was not.
 */
public final class LabelCorrelations {
    private LabelCorrelations() {}

    /**
     * Pearson's coefficients over the training rows where both labels are known.
     *
     * @return {@code [T][T]}, symmetric; null where a label is constant over these rows
     */
    public static List<List<@Nullable Double>> of(PreparedDataset dataset) {
        List<String> tasks = dataset.schema().tasks().stream().map(Task::name).toList();
        @Nullable Double[][] known = dataset.description().labelCorrelations().pearson();
        @Nullable Double[][] table = new Double[tasks.size()][tasks.size()];
        boolean zeros = false;
        for (int s = 0; s < table.length; s++) {
            table[s][s] = constant(dataset.task(Split.TRAIN, tasks.get(s))) ? null : (Double) 1.0;
            for (int t = 0; t < s; t++) {
                table[s][t] = known[s][t];
                table[t][s] = known[s][t];
                zeros |= Objects.equals(known[s][t], 0.0);
            }
        }
        if (zeros) {
            for (LabelPair pair : Profiler.labelPairs(dataset)) {
                int s = tasks.indexOf(pair.first());
                int t = tasks.indexOf(pair.second());
                table[s][t] = pair.pearson();
                table[t][s] = pair.pearson();
            }
        }
        List<List<@Nullable Double>> rows = new ArrayList<>();
        for (@Nullable Double[] row : table) {
            rows.add(Arrays.asList(row));
        }
        return rows;
    }

    private static boolean constant(TaskDescription task) {
        return task.positives() == 0 || task.positives() == task.rows();
    }
}
