package dev.braid.train;

import dev.braid.metric.SplitEvaluation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came out of a training; the components are keys of {@code run.json}.
 *
 * @param parameters how many numbers were trained
 * @param steps steps done
 * @param epochs epochs begun
 * @param stoppedEarly whether patience ended
 * @param metric what decided which weights are best
 * @param bestValue its best value on the validation split
 * @param bestStep the step whose weights were kept
 * @param bestEpoch the epoch of that step, from 0
 * @param rowsPerSecond training rows per second of training steps, evaluation left out
 * @param seconds time from start to end, of all processes that trained
 * @param weightsCrc32c checksum of {@code model.safetensors}
 * @param splits evaluation of validation and, where there is one, test, by the kept weights
 */
public record RunResult(
        long parameters,
        long steps,
        int epochs,
        boolean stoppedEarly,
        String metric,
        double bestValue,
        long bestStep,
        int bestEpoch,
        double rowsPerSecond,
        double seconds,
        String weightsCrc32c,
        Map<String, SplitEvaluation> splits) {
    public RunResult {
        splits = Collections.unmodifiableMap(new LinkedHashMap<>(splits));
    }
}
