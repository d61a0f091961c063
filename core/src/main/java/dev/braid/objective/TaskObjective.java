package dev.braid.objective;

import dev.braid.model.Output;
import dev.braid.schema.Schema;
import dev.braid.tensor.DType;
import dev.braid.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Every task's mean binary cross-entropy over its own sample space: {@code L_t = Σ_b w_b ℓ_bt / Σ_b w_b} over the rows of
 * the task's sample space (models.md §0). A task without a valid row in the batch has no loss.
 */
public final class TaskObjective implements Objective {
    private final int tasks;

    /** The objective that a schema's tasks declare. */
    public TaskObjective(Schema schema) {
        tasks = schema.tasks().size();
    }

    @Override
    public BatchLoss of(BatchLabels labels, long step) {
        return new MeanCrossEntropies(
                IntStream.range(0, tasks).mapToObj(labels::ofTask).toList());
    }

    private record MeanCrossEntropies(List<TaskLabels> tasks) implements BatchLoss {
        @Override
        public int valid(int task) {
            return tasks.get(task).valid();
        }

        @Override
        public List<@Nullable Tensor> shares(List<Output> outputs, DType dtype, int from, int rows) {
            List<@Nullable Tensor> losses = new ArrayList<>();
            for (int t = 0; t < tasks.size(); t++) {
                losses.add(tasks.get(t).meanCrossEntropy(outputs.get(t), dtype, from, rows));
            }
            return losses;
        }
    }
}
