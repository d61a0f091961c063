/**
 * Optimisers: for dense weights, and for the touched rows of embedding tables. Their state is a set of named variables,
 * so that a checkpoint can hold it. Uses {@code tensor}, {@code nn} and {@code options}.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.optim;
