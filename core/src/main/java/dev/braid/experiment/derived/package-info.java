/**
 * Public datasets as a user prepares them, those among them whose tasks are made by a trained network: prepare the files, train
 * the base network, take its logits, write the tasks that {@code data.derive} makes of them. Uses {@code train} and {@code
 * data}; the comparison beside it knows nothing of it.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.experiment.derived;
