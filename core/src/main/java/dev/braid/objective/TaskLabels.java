package dev.braid.objective;

import dev.braid.model.Output;
import dev.braid.tensor.DType;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/**
 * The labels of one task in one batch, with the share that each row has in the task's mean loss. Rows outside of the
 * sample space, and rows whose label is missing, have share 0.
 *
 * @param valid number of rows with a label
 * @param labels {@code [B]}, 0 or 1; 0 where there is none
 * @param shares {@code [B]}: w_b / Σ w over the valid rows, and 0 elsewhere
 */
public record TaskLabels(int valid, float[] labels, double[] shares) {
    /**
     * @param raw labels {@code [B]}, NaN where there is none
     * @param weights row weights {@code [B]}, or null when all are 1
     */
    public static TaskLabels of(float[] raw, float @Nullable [] weights) {
        double total = 0;
        int valid = 0;
        float[] labels = new float[raw.length];
        double[] shares = new double[raw.length];
        for (int b = 0; b < raw.length; b++) {
            if (!Float.isNaN(raw[b])) {
                labels[b] = raw[b];
                shares[b] = weights == null ? 1 : weights[b];
                total += shares[b];
                valid++;
            }
        }
        for (int b = 0; b < shares.length; b++) {
            shares[b] = total > 0 ? shares[b] / total : 0;
        }
        return new TaskLabels(total > 0 ? valid : 0, labels, shares);
    }

    /** Rows {@code from .. from+length-1} of the labels {@code [length]}. */
    public Tensor labels(DType dtype, int from, int length) {
        return Tensors.of(dtype, java.util.Arrays.copyOfRange(labels, from, from + length), length);
    }

    /** Rows {@code from .. from+length-1} of the shares {@code [length]}. */
    public Tensor shares(DType dtype, int from, int length) {
        return slice(dtype, shares, from, length);
    }

    /** Values {@code from .. from+length-1} of a batch's {@code [length]}. */
    public static Tensor slice(DType dtype, double[] values, int from, int length) {
        return Tensors.of(dtype, java.util.Arrays.copyOfRange(values, from, from + length), length);
    }

    /**
     * The share of the mean cross-entropy {@code Σ_b w_b ℓ_b / Σ_b w_b} that falls on some rows.
     *
     * @param output of those rows
     * @param from first of those rows in the batch
     * @param rows how many
     * @return a scalar, or null when no row of the batch has a label
     */
    public @Nullable Tensor meanCrossEntropy(Output output, DType dtype, int from, int rows) {
        return valid == 0
                ? null
                : output.crossEntropy(labels(dtype, from, rows))
                        .mul(shares(dtype, from, rows))
                        .sum();
    }
}
