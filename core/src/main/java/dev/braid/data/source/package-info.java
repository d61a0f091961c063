/**
 * The public datasets of the papers, one small class each: which files they come in, how these become rows, features, tasks
 * and splits, and which counts are published. {@link dev.braid.data.source.Sources} lists them. Uses {@code data.prepare},
 * {@code data.raw}, {@code data.duck}, {@code data.spec}, {@code schema}, {@code options} and {@code fault}.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.data.source;
