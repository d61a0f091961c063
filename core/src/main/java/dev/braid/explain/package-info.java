/**
 * What a trained model does inside, in numbers: gates, experts, parts of logits, virtual gradients, on rows of a split and
 * along training. It watches models through {@link dev.braid.nn.Observer} and knows none by name; it draws nothing. Uses
 * {@code train} and what that uses.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.explain;
