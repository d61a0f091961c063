package dev.braid.objective;

import dev.braid.fault.BadInput;
import dev.braid.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The labels of chained tasks over all rows: whether a row is positive in a task and in all its ancestors, {@code z = o·r}
 * for click o and conversion r. A task's label is 0 where its parent's is 0, its own where the parent's is 1, and unknown
 * where the parent's is unknown, or is 1 and its own is missing. Rows count with the weights of the task at the root.
 */
public final class ChainLabels {
    private final Schema schema;
    private final int[] parents;

    /** The chains that a schema's tasks declare. */
    public ChainLabels(Schema schema) {
        this.schema = schema;
        this.parents = schema.parents();
    }

    /**
     * The labels over all rows.
     *
     * @param labels of every task in its own sample space
     * @return per task {@code [B]}: 0, 1, or NaN where it is unknown
     * @throws BadInput if a task with a parent has row weights of its own
     */
    public BatchLabels over(BatchLabels labels) {
        float[][] chained = new float[parents.length][];
        float[] @Nullable [] weights = new float[parents.length][];
        for (int t = 0; t < parents.length; t++) {
            int parent = parents[t];
            if (parent < 0) {
                chained[t] = labels.labels()[t];
                weights[t] = labels.weightsOf(t);
            } else {
                refuseOwnWeights(labels, t);
                chained[t] = chained(chained[parent], labels.labels()[t]);
                weights[t] = weights[parent];
            }
        }
        return new BatchLabels(chained, weights);
    }

    private static float[] chained(float[] above, float[] own) {
        float[] both = new float[own.length];
        for (int b = 0; b < own.length; b++) {
            both[b] = above[b] == 1 ? own[b] : above[b];
        }
        return both;
    }

    private void refuseOwnWeights(BatchLabels labels, int task) {
        if (labels.weightsOf(task) != null) {
            throw BadInput.of(
                    "task %s has a rowWeight of its own, but this model learns it over all rows, where those of task %s"
                            + " count; remove its rowWeight from the spec, or train another model",
                    schema.tasks().get(task).name(),
                    schema.tasks().get(parents[task]).name());
        }
    }
}
