package dev.braid.objective;

import dev.braid.fault.BadInput;
import dev.braid.model.Output;
import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import dev.braid.tensor.DType;
import dev.braid.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Learning a sequence of tasks over all rows, each of which can only follow the one before (AITM: Xi et al., KDD 2021,
 * §3.4): {@code L_t = mean BCE(y_t; p̂_t) + α mean_b max(p̂_t − p̂_{t−1}, 0)}, both means over the batch, with p̂_t and y_t
 * joint: 1 where task t and all before it are positive. A task that is not declared to follow the one before it may be the
 * more probable one at no price.
 */
public final class BehaviouralCalibrator implements Objective {
    private final double alpha;
    private final ChainLabels chainLabels;
    private final int[] parents;

    private BehaviouralCalibrator(double alpha, Schema schema) {
        this.alpha = alpha;
        chainLabels = new ChainLabels(schema);
        parents = schema.parents();
    }

    /**
     * The objective for the tasks of a schema, in its order.
     *
     * @throws BadInput if a task follows another than the one before it, or if no task follows any and there is a price other
     *     than the usual one for doing so
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
        boolean sequence = Arrays.stream(parents).anyMatch(parent -> parent >= 0);
        if (!sequence && options.calibrator() != 0 && !options.equals(CalibratorOptions.DEFAULTS)) {
            throw new BadInput(
                    "objective.calibrator has no effect on tasks of which none is declared with 'space'; leave it out");
        }
        return new BehaviouralCalibrator(options.calibrator(), schema);
    }

    @Override
    public BatchLoss of(BatchLabels labels, long step) {
        BatchLabels joint = chainLabels.over(labels);
        List<TaskLabels> perTask =
                IntStream.range(0, parents.length).mapToObj(joint::ofTask).toList();
        return new Calibrated(perTask, parents, alpha / labels.rows());
    }

    private static final class Calibrated implements BatchLoss {
        private final List<TaskLabels> tasks;
        private final int[] parents;
        private final double alphaPerRow;

        Calibrated(List<TaskLabels> tasks, int[] parents, double alphaPerRow) {
            this.tasks = tasks;
            this.parents = parents;
            this.alphaPerRow = alphaPerRow;
        }

        @Override
        public int valid(int task) {
            return tasks.get(task).valid();
        }

        @Override
        public List<@Nullable Tensor> shares(List<Output> outputs, DType dtype, int from, int rows) {
            List<@Nullable Tensor> losses = new ArrayList<>();
            for (int t = 0; t < tasks.size(); t++) {
                Tensor loss = tasks.get(t).meanCrossEntropy(outputs.get(t), dtype, from, rows);
                boolean calibrated = loss != null && parents[t] >= 0 && alphaPerRow > 0;
                losses.add(calibrated ? loss.add(excess(outputs.get(t), outputs.get(parents[t]))) : loss);
            }
            return losses;
        }

        private Tensor excess(Output task, Output before) {
            return task.probability().sub(before.probability()).relu().sum().mul(alphaPerRow);
        }
    }
}
