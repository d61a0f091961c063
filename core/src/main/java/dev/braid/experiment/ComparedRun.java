package dev.braid.experiment;

import dev.braid.data.Split;
import dev.braid.metric.SplitEvaluation;
import dev.braid.metric.TaskEvaluation;
import dev.braid.train.RunResult;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One finished training of a comparison.
 *
 * @param variant its label
 * @param model its model
 * @param seed its seed
 * @param parameters how many numbers were trained
 * @param epochs begun
 * @param rowsPerSecond training rows per second of training steps
 * @param seconds from start to end
 * @param tasks the evaluation that is compared, by task
 */
public record ComparedRun(
        String variant,
        String model,
        long seed,
        long parameters,
        int epochs,
        double rowsPerSecond,
        double seconds,
        Map<String, TaskEvaluation> tasks) {
    public ComparedRun {
        tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
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
}
