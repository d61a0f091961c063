package dev.braid.train;

import java.util.List;

/**
 * What one training step saw.
 *
 * @param tasks per task its mean loss and the number of rows it is over; NaN over 0 rows
 */
public record StepLoss(List<TaskLoss> tasks) {
    /**
     * One task in one step.
     *
     * @param task its name
     * @param loss L_t, its mean loss over its valid rows, before any factor
     * @param rows how many those are
     * @param factor w_t, which balancing put on its loss, or on its gradient of what the tasks share; NaN where the task
     *     took no part in balancing
     */
    public record TaskLoss(String task, double loss, int rows, double factor) {}
}
