package dev.braid.train;

import dev.braid.fault.BadInput;
import dev.braid.fault.NearestName;
import dev.braid.metric.Direction;
import dev.braid.metric.Metric;
import dev.braid.metric.SplitEvaluation;
import dev.braid.metric.TaskEvaluation;
import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import java.util.List;
import java.util.Optional;

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

    @Override
    public String toString() {
        return metric.label() + task.map(t -> ":" + t).orElse("");
    }
}
