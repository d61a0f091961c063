package dev.braid.train;

import dev.braid.optim.RowGradient;
import dev.braid.tensor.Tensor;
import java.util.List;

/**
 * How the losses of a batch's parts become one gradient for every dense parameter and every touched row. A step calls
 * {@link #begin}, then {@link #differentiate} for every part, then {@link #finish}.
 */
interface BackwardPass extends AutoCloseable {
    /** A step begins, from 1. */
    void begin(long step);

    /** Differentiates the losses of a part, on the thread that has it and in its scope. */
    void differentiate(BatchPart part, ForwardPass forward, int worker);

    /**
     * Adds up the parts, and lets the balancer learn from the step.
     *
     * @param lookups of the whole batch
     * @param losses L_t of the whole batch; NaN where a task takes no part in balancing
     * @return gradients that live until the innermost scope closes or the next step begins
     */
    Result finish(List<BatchPart> parts, Lookups lookups, double[] losses);

    /**
     * The gradients of a step.
     *
     * @param dense one per trainable parameter
     * @param rows one per table
     * @param factors w_t of every task, NaN where it took no part in balancing
     */
    @SuppressWarnings("ArrayRecordComponent") // a value that is read once
    record Result(List<? extends Tensor> dense, List<RowGradient> rows, double[] factors) {}

    @Override
    void close();
}
