package dev.braid.experiment;

import dev.braid.data.Split;
import dev.braid.metric.Metric;
import dev.braid.metric.SplitEvaluation;
import dev.braid.metric.TaskEvaluation;
import dev.braid.train.RunResult;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One training of a comparison.
 *
 * @param variant its label
 * @param model its model
 * @param seed its seed
 * @param parameters how many numbers were trained
 * @param epochs begun
 * @param rowsPerSecond training rows per second of training steps; null where it failed
 * @param seconds from start to end; null where it failed
 * @param tasks the evaluation that is compared, by task; empty where it failed
 * @param failed why the training has no result, in a line; null where it has ended
 */
public record ComparedRun(
        String variant,
        String model,
        long seed,
        long parameters,
        int epochs,
        @Nullable Double rowsPerSecond,
        @Nullable Double seconds,
        Map<String, TaskEvaluation> tasks,
        @Nullable String failed) {
    public ComparedRun {
        tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
    }

    /** A training that has ended. */
    public ComparedRun(
            String variant,
            String model,
            long seed,
            long parameters,
            int epochs,
            double rowsPerSecond,
            double seconds,
            Map<String, TaskEvaluation> tasks) {
        this(variant, model, seed, parameters, epochs, (Double) rowsPerSecond, (Double) seconds, tasks, null);
    }

    static ComparedRun of(Variant variant, long seed, RunResult result) {
        return new ComparedRun(
                variant.label(),
                variant.model(),
                seed,
                result.parameters(),
                result.epochs(),
                result.rowsPerSecond(),
                result.seconds(),
                compared(result).tasks());
    }

    /** The test split, or the validation split where there is no test split. */
    static SplitEvaluation compared(RunResult result) {
        SplitEvaluation test = result.splits().get(Split.TEST.label());
        return test != null ? test : result.splits().get(Split.VALIDATION.label());
    }

    /** Whether the training has ended, and so has a result. */
    public boolean ended() {
        return failed == null;
    }

    /** The value of a task's metric; {@code NaN} where it is undefined, as it is where the training failed. */
    public double value(String task, Metric metric) {
        TaskEvaluation evaluation = tasks.get(task);
        return evaluation == null ? Double.NaN : metric.of(evaluation);
    }
}
