package dev.braid.tensor;

import java.util.function.UnaryOperator;

/**
 * A place where the engine's gradient graph is interrupted and continued by hand: {@code after} holds the values of
 * {@code before} as a fresh leaf, and {@code backward} turns the gradient of {@code after} into that of {@code before}.
 */
record GradientCut(
        org.bytedeco.pytorch.Tensor before,
        org.bytedeco.pytorch.Tensor after,
        UnaryOperator<org.bytedeco.pytorch.Tensor> backward) {}
