package dev.braid.nn;

import dev.braid.tensor.Tensor;
import dev.braid.tensor.Variable;

/**
 * Batch normalisation (Ioffe and Szegedy, ICML 2015) of {@code [B, c]} over the batch. Parameters {@code scale},
 * {@code shift}, and the buffers {@code mean}, {@code variance}, all {@code [c]}. In training B must be at least 2.
 */
final class BatchNorm {
    private static final double MOMENTUM = 0.1;

    private final Variable scale;
    private final Variable shift;
    private final Variable mean;
    private final Variable variance;

    BatchNorm(Parameters parameters, long columns) {
        // The scale is no matrix of weights: L2 would shrink the layer's output towards its shift.
        scale = parameters.gate("scale", Init.constant(1), columns);
        shift = parameters.bias("shift", columns);
        mean = parameters.buffer("mean", 0, columns);
        variance = parameters.buffer("variance", 1, columns);
    }

    Tensor forward(Tensor x, Pass pass) {
        return x.batchNorm(scale, shift, mean, variance, pass.training(), MOMENTUM);
    }
}
