package dev.braid.objective;

import dev.braid.model.Output;
import dev.braid.tensor.DType;
import dev.braid.tensor.Gradients;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The losses of a batch as numbers, with the slopes of their sum.
 *
 * @param losses per task; NaN where there is none
 * @param slopes by the logits of every output, {@code [outputs][B]}; zeros where no gradient comes
 */
public record Found(double[] losses, double[][] slopes) {
    /** Of a whole batch, in double precision. */
    public static Found of(Objective objective, BatchLabels labels, long step, double[]... logits) {
        return of(objective, labels, step, DType.F64, logits);
    }

    /** Of a whole batch. */
    public static Found of(Objective objective, BatchLabels labels, long step, DType dtype, double[]... logits) {
        return of(objective.of(labels, step), dtype, 0, labels.rows(), logits);
    }

    /**
     * Of some rows.
     *
     * @param logits of every output and all rows of the batch
     */
    public static Found of(BatchLoss loss, DType dtype, int from, int rows, double[]... logits) {
        try (Scope scope = Scope.open()) {
            List<Tensor> leaves = Stream.of(logits)
                    .map(all -> Tensors.leaf(Tensors.of(dtype, Arrays.copyOfRange(all, from, from + rows), rows)))
                    .toList();
            List<@Nullable Tensor> losses =
                    loss.shares(leaves.stream().map(Output::ofLogit).toList(), dtype, from, rows);
            double[] values = new double[losses.size()];
            Tensor total = Tensors.zeros(dtype);
            for (int t = 0; t < values.length; t++) {
                Tensor one = losses.get(t);
                values[t] = one == null ? Double.NaN : one.item();
                total = one == null ? total : total.add(one);
            }
            List<double[]> slopes = new ArrayList<>();
            for (@Nullable Tensor slope : Gradients.of(total, leaves)) {
                slopes.add(slope == null ? new double[rows] : slope.toDoubles());
            }
            return new Found(values, slopes.toArray(double[][]::new));
        }
    }

    /** The sum of the losses that there are. */
    public double total() {
        return Arrays.stream(losses).filter(loss -> !Double.isNaN(loss)).sum();
    }
}
