package dev.braid.objective;

import org.jspecify.annotations.Nullable;

/**
 * The labels of a batch.
 *
 * @param labels per task {@code [B]}: 0, 1, or NaN outside the sample space or without a label
 * @param weights per task the weights of its rows {@code [B]}, or null where all are 1; null when no task has any
 */
@SuppressWarnings("ArrayRecordComponent") // a view of a batch's columns
public record BatchLabels(float[][] labels, float @Nullable [] @Nullable [] weights) {
    /** Labels without row weights. */
    public static BatchLabels of(float[]... labels) {
        return new BatchLabels(labels, null);
    }

    /** The number of rows B. */
    public int rows() {
        return labels.length == 0 ? 0 : labels[0].length;
    }

    /** The weights of a task's rows, or null where all are 1. */
    public float @Nullable [] weightsOf(int task) {
        return weights == null ? null : weights[task];
    }

    /** The labels of a task over its own sample space. */
    public TaskLabels ofTask(int task) {
        return TaskLabels.of(labels[task], weightsOf(task));
    }
}
