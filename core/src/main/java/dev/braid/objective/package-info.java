/** How outputs and labels become losses. Uses {@code model}, {@code tensor}, {@code schema} and {@code options}. */
@org.jspecify.annotations.NullMarked
package dev.braid.objective;
