package dev.braid.tensor;

/**
 * An immutable array of numbers with a shape, and a node of the gradient graph. Every operation makes a new tensor that
 * belongs to the innermost open {@link Scope} of the thread. Binary operations broadcast as NumPy does and want one
 * {@link DType}. Shapes that do not fit throw {@link ShapeMismatch}; a tensor whose scope has closed throws {@link
 * IllegalStateException}.
 */
public interface Tensor {
    /** The size of every dimension; empty for a scalar. */
    long[] shape();

    /** The number type. */
    DType dtype();

    /** The number of dimensions. */
    default int rank() {
        return shape().length;
    }

    /** The size of dimension {@code dim}; negative counts from the end. */
    default long size(int dim) {
        long[] shape = shape();
        return shape[dim < 0 ? dim + shape.length : dim];
    }

    // ---- elementwise, same shape out -------------------------------------------------------------------------------

    Tensor add(Tensor other);

    Tensor add(double other);

    Tensor sub(Tensor other);

    Tensor mul(Tensor other);

    Tensor mul(double other);

    Tensor div(Tensor other);

    Tensor neg();

    Tensor abs();

    Tensor square();

    /** {@code x^n}, n ≥ 0. */
    Tensor power(int n);

    Tensor sqrt();

    Tensor exp();

    Tensor log();

    /** {@code ln(1 + x)}. */
    Tensor log1p();

    Tensor sin();

    Tensor cos();

    Tensor tanh();

    /** {@code 1 / (1 + e^-x)}. */
    Tensor sigmoid();

    /** {@code ln(1 + e^x)}, without overflow. */
    Tensor softplus();

    /** {@code max(x, 0)}. */
    Tensor relu();

    /** Values forced into {@code [low, high]}; the gradient is 0 outside. */
    Tensor clamp(double low, double high);

    /**
     * Binary cross-entropy of logits {@code this} against labels y of the same shape, elementwise: {@code max(l,0) − l·y
     * + log1p(e^{−|l|})}. Its derivative is {@code σ(l) − y}.
     */
    Tensor binaryCrossEntropy(Tensor labels);

    // ---- reductions ------------------------------------------------------------------------------------------------

    /** The sum of all elements, a scalar. */
    Tensor sum();

    /** The sum over one dimension, which disappears. */
    Tensor sum(int dim);

    /** The mean of all elements, a scalar. */
    Tensor mean();

    /** The mean over one dimension, which disappears. */
    Tensor mean(int dim);

    /** The softmax over one dimension. */
    Tensor softmax(int dim);

    // ---- products --------------------------------------------------------------------------------------------------

    /** {@code [n, m] × [m, p] → [n, p]}, in the precision of {@link Engine#precision()}. */
    Tensor matmul(Tensor other);

    /** {@code [b, n, m] × [b, m, p] → [b, n, p]}, in the precision of {@link Engine#precision()}. */
    Tensor batchedMatmul(Tensor other);

    /** {@code [n, in] × [in, out] + [out] → [n, out]} as one operation. */
    Tensor affine(Tensor weight, Tensor bias);

    // ---- shape -----------------------------------------------------------------------------------------------------

    /** The same elements in row-major order under another shape; one size may be -1. */
    Tensor reshape(long... shape);

    /** Two dimensions exchanged. */
    Tensor transpose(int dim0, int dim1);

    /** A new dimension of size 1 at position {@code dim}. */
    Tensor unsqueeze(int dim);

    /** Dimension {@code dim}, which must have size 1, removed. */
    Tensor squeeze(int dim);

    /** {@code length} slices of dimension {@code dim} from {@code start} on. */
    Tensor narrow(int dim, long start, long length);

    /** One slice of dimension {@code dim}, which disappears. */
    default Tensor select(int dim, long position) {
        return narrow(dim, position, 1).squeeze(dim);
    }

    /** Repeats dimensions of size 1 to reach a shape, without copying. */
    Tensor expand(long... shape);

    /** The slices {@code index} of dimension 0: {@code [n, ...] → [|index|, ...]}. */
    Tensor rows(Index index);

    /** The slices {@code index} of dimension {@code dim}. */
    Tensor select(int dim, Index index);

    // ---- gradients and randomness ----------------------------------------------------------------------------------

    /** The same values, through which no gradient flows. */
    Tensor stopGradient();

    /**
     * The same values bit for bit; backward, the arriving gradient is multiplied by the constant {@code coefficient},
     * which broadcasts against {@code this} (DE-PHN's virtual gradient, eq. 8).
     */
    Tensor gradScale(Tensor coefficient);

    /** Zeroes elements with probability p and divides the rest by 1−p; the draw is a function of the seed alone. */
    Tensor dropout(double p, long seed);

    /**
     * Batch normalisation of {@code [n, c]} over n with learned scale and shift {@code [c]}. In training the batch's own
     * moments are used, and the running ones move towards them by {@code momentum}; else the running ones are used.
     */
    Tensor batchNorm(
            Tensor scale,
            Tensor shift,
            Variable runningMean,
            Variable runningVariance,
            boolean training,
            double momentum);

    // ---- values out ------------------------------------------------------------------------------------------------

    /** The value of a tensor with one element. */
    double item();

    /** All values in row-major order. */
    float[] toFloats();

    /** All values in row-major order. */
    double[] toDoubles();
}
