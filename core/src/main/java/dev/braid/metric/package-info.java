/**
 * How good predictions are: AUC, log-loss, F1, GAUC, calibration, KS, in double precision on plain arrays. A value that is
 * undefined (one class only, no positive) is {@code NaN} inside, {@code null} in a {@link dev.braid.metric.TaskEvaluation},
 * and never one half or one. Rows count once each: the row weights of a dataset belong to the training loss and are not
 * used here, so that the numbers stay comparable with the papers'. Every metric is computed from sorted distinct scores, so
 * neither the order of rows nor the merging of parts changes a bit. Uses {@code fault} only.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.metric;
