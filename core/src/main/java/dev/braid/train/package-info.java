/**
 * From a prepared dataset to a trained network: the loop, early stopping, checkpoints, runs on disk, evaluation and
 * prediction. May use everything but {@code cli} and {@code bench}; knows no particular model.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.train;
