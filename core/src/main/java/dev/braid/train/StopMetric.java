package dev.braid.train;

import dev.braid.data.Split;
import dev.braid.fault.BadInput;
import dev.braid.fault.NearestName;
import dev.braid.metric.Direction;
import dev.braid.metric.Metric;
import dev.braid.metric.SplitEvaluation;
import dev.braid.metric.TaskEvaluation;
import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The number that decides which weights are best.
 *
 * @param metric what is measured on the validation split
 * @param task of which task; empty: the mean over the tasks where it is defined
 */
record StopMetric(Metric metric, Optional<String> task) {
    /**
     * Reads {@code auc}, {@code auc:income}, {@code logloss:click}.
     *
     * @throws BadInput when there is no such metric
     */
    static StopMetric parse(String text) {
        int colon = text.indexOf(':');
        Metric metric = Metric.named(colon < 0 ? text : text.substring(0, colon));
        return new StopMetric(metric, colon < 0 ? Optional.empty() : Optional.of(text.substring(colon + 1)));
    }

    Direction direction() {
        return metric.direction();
    }

    /** Its value; {@code NaN} where it is undefined. */
    double of(SplitEvaluation evaluation) {
        if (task.isEmpty()) {
            return evaluation.mean(metric);
        }
        TaskEvaluation one = evaluation.tasks().get(task.get());
        return one == null ? Double.NaN : metric.of(one);
    }

    /**
     * Checks that the task exists.
     *
     * @throws BadInput naming the nearest
     */
    void requireIn(Schema schema) {
        List<String> tasks = schema.tasks().stream().map(Task::name).toList();
        task.filter(t -> !tasks.contains(t)).ifPresent(t -> {
            throw BadInput.of("train.earlyStopMetric: no task is named '%s'; %s", t, NearestName.suggestion(t, tasks));
        });
    }

    /**
     * Checks that its value will exist on the validation split, as far as counts can tell.
     *
     * @throws BadInput saying what is missing
     */
    void requireDefined(TrainingData data) {
        Map<String, TrainingData.LabelCounts> labels = data.labels(Split.VALIDATION);
        Map<String, String> missing = new LinkedHashMap<>();
        for (Task each : data.schema().tasks()) {
            TrainingData.LabelCounts counts = labels.get(each.name());
            if (task.isEmpty() || task.get().equals(each.name())) {
                Optional<String> lack = counts == null
                        ? Optional.empty()
                        : metric.missing(counts.rows(), counts.positives(), each.user());
                if (lack.isEmpty()) {
                    return;
                }
                missing.put(each.name(), lack.get());
            }
        }
        String lacks = missing.entrySet().stream()
                .map(e -> e.getKey() + " has no " + e.getValue())
                .collect(Collectors.joining(", "));
        throw BadInput.of(
                "train.earlyStopMetric: %s is undefined on the validation split of %s (%s); choose another metric, for"
                        + " example logloss, or mend the spec",
                this, data.name(), lacks);
    }

    @Override
    public String toString() {
        return metric.label() + task.map(t -> ":" + t).orElse("");
    }
}
