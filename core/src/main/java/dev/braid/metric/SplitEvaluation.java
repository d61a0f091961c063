package dev.braid.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code braid evaluate} reports of one split; the components are the keys of its JSON.
 *
 * @param split {@code train}, {@code validation} or {@code test}
 * @param rows all rows of the split, labelled or not
 * @param tasks by task in the order of the schema, then {@code ctcvr:NAME} for every task with a parent
 */
public record SplitEvaluation(String split, long rows, Map<String, TaskEvaluation> tasks) {
    public SplitEvaluation {
        tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
    }

    /**
     * The mean of a metric over the declared tasks where it is defined, {@code NaN} when it is nowhere. The {@code ctcvr:}
     * entries are left out: they measure the same heads once more.
     */
    public double mean(Metric metric) {
        return tasks.entrySet().stream()
                .filter(e -> !Evaluation.isChain(e.getKey()))
                .mapToDouble(e -> metric.of(e.getValue()))
                .filter(v -> !Double.isNaN(v))
                .average()
                .orElse(Double.NaN);
    }

    /** Each entry's F1 threshold, null where none could be chosen: what {@link Evaluation#at} takes. */
    public Map<String, @Nullable Double> thresholds() {
        Map<String, @Nullable Double> thresholds = new LinkedHashMap<>();
        tasks.forEach((name, evaluation) -> thresholds.put(name, evaluation.f1Threshold()));
        return thresholds;
    }
}
