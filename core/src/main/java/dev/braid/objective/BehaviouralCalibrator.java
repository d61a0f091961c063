package dev.braid.objective;

import dev.braid.fault.BadInput;
import dev.braid.model.Output;
import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import dev.braid.tensor.DType;
import dev.braid.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Learning a sequence of tasks over all rows, each of which can only follow the one before (AITM: Xi et al., KDD 2021,
 * §3.4): {@code L_t = mean BCE(y_t; p̂_t) + α mean_b max(p̂_t − p̂_{t−1}, 0)}, both means over the batch, with p̂_t and y_t
 * joint: 1 where task t and all before it are positive.
 */
public final class BehaviouralCalibrator implements Objective {
    private final double alpha;
    private final ChainLabels chainLabels;
    private final int tasks;

    private BehaviouralCalibrator(double alpha, Schema schema) {
        this.alpha = alpha;
        chainLabels = new ChainLabels(schema);
        tasks = schema.tasks().size();
    }

    /**
     * The objective for the tasks of a schema, in its order.
     *
     * @throws BadInput if a task follows another than the one before it
     */
    public static BehaviouralCalibrator of(CalibratorOptions options, Schema schema) {
        int[] parents = schema.parents();
        for (int t = 0; t < parents.length; t++) {
            if (parents[t] >= 0 && parents[t] != t - 1) {
                Task task = schema.tasks().get(t);
                throw BadInput.of(
                        "this model takes tasks as one sequence, in which %s comes after %s, but it is declared with"
                                + " 'space: %s'; declare tasks in the order in which they follow each other, or train"
                                + " another model",
                        task.name(),
                        schema.tasks().get(t - 1).name(),
                        task.parent().orElseThrow());
            }
        }
        return new BehaviouralCalibrator(options.calibrator(), schema);
    }

    @Override
    public BatchLoss of(BatchLabels labels, long step) {
        BatchLabels joint = chainLabels.over(labels);
        List<TaskLabels> perTask =
                IntStream.range(0, tasks).mapToObj(joint::ofTask).toList();
        return new Calibrated(perTask, alpha / labels.rows());
    }

    private record Calibrated(List<TaskLabels> tasks, double alphaPerRow) implements BatchLoss {
        @Override
        public int valid(int task) {
            return tasks.get(task).valid();
        }

        @Override
        public List<@Nullable Tensor> shares(List<Output> outputs, DType dtype, int from, int rows) {
            List<@Nullable Tensor> losses = new ArrayList<>();
            for (int t = 0; t < tasks.size(); t++) {
                Tensor loss = tasks.get(t).meanCrossEntropy(outputs.get(t), dtype, from, rows);
                boolean calibrated = loss != null && t > 0 && alphaPerRow > 0;
                losses.add(calibrated ? loss.add(excess(outputs.get(t), outputs.get(t - 1))) : loss);
            }
            return losses;
        }

        private Tensor excess(Output task, Output before) {
            return task.probability().sub(before.probability()).relu().sum().mul(alphaPerRow);
        }
    }
}
