/**
 * Training: the loop, early stopping, checkpoints and resuming, listeners, and the run directory that all of it leaves
 * behind; evaluation and prediction with a finished run. Uses everything to its left: {@code data}, {@code nn}, {@code
 * model}, {@code objective}, {@code optim}, {@code metric}.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.train;
