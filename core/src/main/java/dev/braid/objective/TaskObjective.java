package dev.braid.objective;

import dev.braid.model.Output;
import dev.braid.schema.Schema;
import dev.braid.tensor.DType;
import dev.braid.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sum of the tasks' mean binary cross-entropies, each over its own sample space: {@code L = Σ_t λ_t L_t} with
 * {@code L_t = Σ_b w_b ℓ_bt / Σ_b w_b} over the rows of the task's sample space (models.md §0). A task without a valid
 * row in the batch contributes exactly 0.
 */
public final class TaskObjective {
    private final double[] weight;

    /** The objective that a schema's tasks declare. */
    public TaskObjective(Schema schema) {
        weight = schema.tasks().stream().mapToDouble(task -> task.weight()).toArray();
    }

    /**
     * The part of every task's mean loss that falls on some rows of a batch; the parts of a batch add up to L_t.
     *
     * @param outputs of those rows
     * @param labels of the whole batch, per task
     * @param from first of those rows in the batch
     * @param rows how many
     * @return per task a scalar, or null where no row of the batch has a label
     */
    public List<@Nullable Tensor> losses(
            List<Output> outputs, List<TaskLabels> labels, DType dtype, int from, int rows) {
        List<@Nullable Tensor> losses = new ArrayList<>();
        for (int t = 0; t < outputs.size(); t++) {
            TaskLabels task = labels.get(t);
            losses.add(
                    task.valid() == 0
                            ? null
                            : outputs.get(t)
                                    .crossEntropy(task.labels(dtype, from, rows))
                                    .mul(task.shares(dtype, from, rows))
                                    .sum());
        }
        return losses;
    }

    /** {@code Σ_t λ_t L_t}, or null when no task has a valid row. */
    public @Nullable Tensor total(List<@Nullable Tensor> losses) {
        Tensor total = null;
        for (int t = 0; t < losses.size(); t++) {
            Tensor loss = losses.get(t);
            if (loss != null) {
                Tensor term = weight[t] == 1 ? loss : loss.mul(weight[t]);
                total = total == null ? term : total.add(term);
            }
        }
        return total;
    }
}
