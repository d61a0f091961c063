package dev.braid.experiment;

import dev.braid.metric.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

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
    /**
     * The summary of the runs of one variant. Where one of them failed, all that is measured is undefined.
     *
     * @param evaluated the names of the evaluated tasks
     */
    public static VariantSummary of(List<ComparedRun> runs, List<String> evaluated) {
        ComparedRun first = runs.stream().filter(ComparedRun::ended).findFirst().orElse(runs.get(0));
        Map<String, Map<String, Spread>> tasks = new LinkedHashMap<>();
        for (String task : evaluated) {
            Map<String, Spread> metrics = new LinkedHashMap<>();
            for (Metric metric : Metric.values()) {
                metrics.put(metric.label(), spread(runs, run -> run.value(task, metric)));
            }
            tasks.put(task, metrics);
        }
        return new VariantSummary(
                first.variant(),
                first.model(),
                first.parameters(),
                spread(runs, run -> measured(run.rowsPerSecond())),
                spread(runs, run -> measured(run.seconds())),
                spread(runs, run -> run.ended() ? run.epochs() : Double.NaN),
                tasks);
    }

    private static double measured(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    private static Spread spread(List<ComparedRun> runs, ToDoubleFunction<ComparedRun> value) {
        return Spread.of(runs.stream().mapToDouble(value).toArray());
    }

    /** The spread of a task's metric. */
    public Spread of(String task, Metric metric) {
        return tasks.get(task).get(metric.label());
    }
}
