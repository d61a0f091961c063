/**
 * The catalogue: every model by name, with its paper, its options and the objective it is trained with, and every balancer.
 * {@code Models} and {@code Balancers} are the one place that knows them all. Uses {@code model}, {@code objective} and what those use.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.catalogue;
