/**
 * Many trainings side by side: variants of models over several seeds, on the same data with the same budget. Uses {@code
 * train} and what that uses.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.experiment;
