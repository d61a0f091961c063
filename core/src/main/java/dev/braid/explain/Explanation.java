package dev.braid.explain;

import dev.braid.metric.CalibrationCurve;
import dev.braid.train.TrainingHistory;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run's model does inside.
 *
 * @param model the model's name
 * @param dataset the dataset's name
 * @param split whose rows were looked at
 * @param tasks the tasks' names
 * @param inside what it weighs, compares and adds up
 * @param virtualGradientFunctions the eight of DE-PHN's Fig. 4, of a model that has a virtual gradient; else empty
 * @param perTask activations, calibration and so on
 * @param chains calibration of the probability of every whole chain over all rows, such as {@code ctcvr:buy}
 * @param labelCorrelation Pearson correlation of the tasks' labels over the training rows where both are known, {@code
 *     [T][T]}; null where one of them is constant there
 * @param losses mean training losses, step by step
 * @param training what was noted inside of training steps; empty where the run has no such record
 */
public record Explanation(
        String model,
        String dataset,
        String split,
        List<String> tasks,
        Inside inside,
        List<VirtualGradientMap> virtualGradientFunctions,
        List<TaskSummary> perTask,
        Map<String, CalibrationCurve> chains,
        List<List<@Nullable Double>> labelCorrelation,
        List<TrainingHistory.Losses> losses,
        List<TracedStep> training) {
    public Explanation {
        tasks = List.copyOf(tasks);
        virtualGradientFunctions = List.copyOf(virtualGradientFunctions);
        perTask = List.copyOf(perTask);
        chains = Collections.unmodifiableMap(new LinkedHashMap<>(chains));
        labelCorrelation = List.copyOf(labelCorrelation);
        losses = List.copyOf(losses);
        training = List.copyOf(training);
    }
}
