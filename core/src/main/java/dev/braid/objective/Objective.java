package dev.braid.objective;

/** How a model's outputs and the labels become one loss per task. */
public interface Objective {
    /**
     * The loss of one batch, before anything is predicted.
     *
     * @param labels of the whole batch
     * @param step number of the training step, from 1
     */
    BatchLoss of(BatchLabels labels, long step);

    /** Whether the loss of a task means something else from one step to the next, so that it must not be compared. */
    default boolean alternates() {
        return false;
    }

    /** Whether the loss of a row depends on the other rows' predictions, so that a batch must not be divided. */
    default boolean couplesRows() {
        return false;
    }
}
