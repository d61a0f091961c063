package dev.braid.tensor;

import java.nio.ByteBuffer;

/**
 * A tensor that owns its memory until {@link #close()} and can be changed in place: weights, and the state of
 * optimisers. A trainable variable is a leaf of the gradient graph. In-place changes are never part of the graph.
 */
public interface Variable extends Tensor, AutoCloseable {
    /** Whether gradients are computed for this variable. */
    boolean trainable();

    /** Takes over the values of a tensor of the same shape. */
    void assign(Tensor values);

    /** Takes over values in row-major order. */
    void assign(double[] values);

    /** All elements become {@code value}. */
    void fill(double value);

    /** Independent draws from N(mean, std²), a function of the seed alone. */
    void fillNormal(double mean, double std, long seed);

    /** Independent draws from U(low, high), a function of the seed alone. */
    void fillUniform(double low, double high, long seed);

    /** {@code this += scale · x}. */
    void plus(Tensor x, double scale);

    /** {@code this *= factor}. */
    void scale(double factor);

    /** {@code this += weight · (x − this)}. */
    void moveTowards(Tensor x, double weight);

    /** {@code this += scale · a ⊙ b}. */
    void plusProduct(Tensor a, Tensor b, double scale);

    /** {@code this += scale · a / b}. */
    void plusQuotient(Tensor a, Tensor b, double scale);

    /** {@code this = √this}. */
    void takeSqrt();

    /** {@code this += c}. */
    void plus(double c);

    /** A copy of the rows {@code index} of a variable {@code [n, ...]}, owned by the innermost scope. */
    Variable copyRows(Index index);

    /** Replaces the rows {@code index}, which must be distinct, by {@code values [|index|, ...]}. */
    void putRows(Index index, Tensor values);

    /**
     * Copies out the raw little-endian bytes from element {@code from} on, as many elements as fit.
     *
     * @param from first element, in row-major order
     * @param target its remaining bytes are filled; a multiple of the number's size
     */
    void read(long from, ByteBuffer target);

    /** Copies raw little-endian bytes in, from element {@code from} on. */
    void write(long from, ByteBuffer source);

    /** Frees the memory. Any later use is an exception. Closing twice is harmless. */
    @Override
    void close();
}
