/**
 * Models: one file per paper, holding its mathematics and its options. A model takes embeddings and returns one output
 * per task; it never sees labels, optimisers, files or threads. Uses {@code nn}, {@code tensor}, {@code options} and
 * {@code fault}. The catalogue knows them all.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.model;
