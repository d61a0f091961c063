/**
 * Layers: what models are made of. A layer declares its parameters by name and is a function of tensors; it knows no
 * labels, files or optimisers. Uses {@code tensor}, {@code schema}, {@code options} and {@code fault}.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.nn;
