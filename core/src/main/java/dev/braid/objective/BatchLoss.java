package dev.braid.objective;

import dev.braid.model.Output;
import dev.braid.tensor.DType;
import dev.braid.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The loss of one batch, which may be worked through in parts: what the parts say adds up to every task's loss L_t. */
public interface BatchLoss {
    /** The number of rows that the loss of a task is over; 0 when this batch says nothing about it. */
    int valid(int task);

    /**
     * The share of every task's loss that falls on some rows.
     *
     * @param outputs of those rows, {@code [rows]} each
     * @param dtype of the outputs
     * @param from first of those rows in the batch
     * @param rows how many
     * @return per task a scalar, or null where {@link #valid} is 0
     */
    List<@Nullable Tensor> shares(List<Output> outputs, DType dtype, int from, int rows);
}
