package dev.braid.objective.balance;

import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import java.util.List;

/**
 * The training that a balancer is made for.
 *
 * @param schema the tasks
 * @param learningRate of the model's dense weights
 * @param stepsPerEpoch steps of one pass over the training split, at least 1
 * @param seed of everything random in training
 */
public record BalancerSetting(Schema schema, double learningRate, long stepsPerEpoch, long seed) {
    /** The number of tasks T. */
    public int tasks() {
        return schema.tasks().size();
    }

    /** The tasks' names, in order. */
    List<String> taskNames() {
        return schema.tasks().stream().map(Task::name).toList();
    }
}
