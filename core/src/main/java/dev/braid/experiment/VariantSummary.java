package dev.braid.experiment;

import dev.braid.metric.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A variant over its seeds.
 *
 * @param variant its label
 * @param model its model
 * @param parameters how many numbers are trained
 * @param rowsPerSecond training rows per second
 * @param seconds from start to end of a training
 * @param epochs begun
 * @param tasks per task the spread of every metric
 */
public record VariantSummary(
        String variant,
        String model,
        long parameters,
        Spread rowsPerSecond,
        Spread seconds,
        Spread epochs,
        Map<String, Map<String, Spread>> tasks) {
    /** The summary of the runs of one variant. */
    public static VariantSummary of(List<ComparedRun> runs) {
        ComparedRun first = runs.get(0);
        Map<String, Map<String, Spread>> tasks = new LinkedHashMap<>();
        for (String task : first.tasks().keySet()) {
            Map<String, Spread> metrics = new LinkedHashMap<>();
            for (Metric metric : Metric.values()) {
                metrics.put(
                        metric.label(),
                        spread(runs, run -> metric.of(run.tasks().get(task))));
            }
            tasks.put(task, metrics);
        }
        return new VariantSummary(
                first.variant(),
                first.model(),
                first.parameters(),
                spread(runs, ComparedRun::rowsPerSecond),
                spread(runs, ComparedRun::seconds),
                spread(runs, ComparedRun::epochs),
                tasks);
    }

    private static Spread spread(List<ComparedRun> runs, ToDoubleFunction<ComparedRun> value) {
        return Spread.of(runs.stream().mapToDouble(value).toArray());
    }

    /** The spread of a task's metric. */
    public Spread of(String task, Metric metric) {
        return tasks.get(task).get(metric.label());
    }
}
