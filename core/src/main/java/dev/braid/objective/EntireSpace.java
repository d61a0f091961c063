package dev.braid.objective;

import dev.braid.fault.BadInput;
import dev.braid.model.Output;
import dev.braid.schema.Schema;
import dev.braid.tensor.DType;
import dev.braid.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Learning over the entire space (Ma et al., SIGIR 2018): the mean cross-entropy over all rows of the product of the
 * probabilities along each task's chain. For click o and conversion r, {@code L_1 = mean BCE(o; p_1)} and {@code L_2 = mean
 * BCE(o·r; p_1·p_2)}; no loss is on p_2 itself. The tasks may form chains of any length, or trees.
 */
public final class EntireSpace implements Objective {
    private final ChainLabels chainLabels;
    private final ChainOutputs chainOutputs;
    private final int tasks;

    private EntireSpace(Schema schema) {
        chainLabels = new ChainLabels(schema);
        chainOutputs = new ChainOutputs(schema);
        tasks = schema.tasks().size();
    }

    /**
     * The objective for a schema's chains.
     *
     * @throws BadInput if no task has a parent
     */
    public static EntireSpace of(EntireSpaceOptions options, Schema schema) {
        if (schema.tasks().stream().allMatch(task -> task.parent().isEmpty())) {
            throw BadInput.of(
                    "this model needs a task that follows another, as conversions follow clicks, but all of %s are asked of"
                            + " all rows; declare 'space: TASK' for the one that follows, or train another model",
                    TaskNames.of(schema));
        }
        return new EntireSpace(schema);
    }

    @Override
    public BatchLoss of(BatchLabels labels, long step) {
        BatchLabels chained = chainLabels.over(labels);
        return new Products(
                chainOutputs,
                IntStream.range(0, tasks).mapToObj(chained::ofTask).toList());
    }

    private record Products(ChainOutputs chain, List<TaskLabels> tasks) implements BatchLoss {
        @Override
        public int valid(int task) {
            return tasks.get(task).valid();
        }

        @Override
        public List<@Nullable Tensor> shares(List<Output> outputs, DType dtype, int from, int rows) {
            List<Output> products = chain.over(outputs);
            List<@Nullable Tensor> losses = new ArrayList<>();
            for (int t = 0; t < tasks.size(); t++) {
                losses.add(tasks.get(t).meanCrossEntropy(products.get(t), dtype, from, rows));
            }
            return losses;
        }
    }
}
