/**
 * The one facade over numerics. {@link dev.braid.tensor.Tensor} is all that the rest of Braid sees; libtorch is behind
 * it and in no signature. Native memory belongs to a {@link dev.braid.tensor.Scope}; a {@link
 * dev.braid.tensor.Variable} belongs to whoever made it until it is closed. A tensor that is used after its scope has
 * closed is an exception, never a crash. Uses nothing of Braid but {@code fault}.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.tensor;
