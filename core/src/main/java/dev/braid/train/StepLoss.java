package dev.braid.train;

import java.util.List;

/**
 * What one training step saw.
 *
 * @param tasks per task its mean loss and the number of rows it is over; NaN over 0 rows
 */
public record StepLoss(List<TaskLoss> tasks) {
    /** The mean loss of one task over its valid rows. */
    public record TaskLoss(String task, double loss, int rows) {}
}
