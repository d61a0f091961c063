package dev.braid.tensor;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Where tensors and variables come from. */
public final class Tensors {
    private Tensors() {}

    /** A tensor with the given values in row-major order. */
    public static Tensor of(DType dtype, float[] values, long... shape) {
        Scope scope = Scope.current("Tensors.of");
        requireSize(values.length, shape);
        return wrap(scope, AbstractTensor.create(values, shape), dtype);
    }

    /** A tensor with the given values in row-major order. */
    public static Tensor of(DType dtype, double[] values, long... shape) {
        Scope scope = Scope.current("Tensors.of");
        requireSize(values.length, shape);
        return wrap(scope, AbstractTensor.create(values, shape), dtype);
    }

    /** A tensor of zeros. */
    public static Tensor zeros(DType dtype, long... shape) {
        Scope scope = Scope.current("Tensors.zeros");
        return new NativeTensor(scope.own(torch.zeros(shape, new TensorOptions(dtype.scalar()))));
    }

    /** The same values as a fresh leaf of the gradient graph, so that gradients with respect to it can be asked for. */
    public static Tensor leaf(Tensor values) {
        Scope scope = Scope.current("Tensors.leaf");
        org.bytedeco.pytorch.Tensor leaf =
                NativeTensor.of(values).pointer("Tensors.leaf").detach().set_requires_grad(true);
        return new NativeTensor(scope.own(leaf));
    }

    /** Joins tensors along an existing dimension. */
    public static Tensor concat(int dim, List<? extends Tensor> parts) {
        Scope scope = Scope.current("concat");
        requireSameRank("concat", dim, parts);
        return new NativeTensor(scope.own(torch.cat(vector("concat", parts), dim)));
    }

    /** Joins tensors of one shape along a new dimension. */
    public static Tensor stack(int dim, List<? extends Tensor> parts) {
        Scope scope = Scope.current("stack");
        for (Tensor part : parts) {
            if (!Arrays.equals(part.shape(), parts.get(0).shape())) {
                throw new ShapeMismatch(
                        "stack", "wants equal shapes", parts.get(0).shape(), part.shape());
            }
        }
        return new NativeTensor(scope.own(torch.stack(vector("stack", parts), dim)));
    }

    /** A trainable variable of zeros. */
    public static Variable parameter(DType dtype, long... shape) {
        return variable(dtype, true, shape);
    }

    /** A variable of zeros that takes no part in the gradient graph: the state of an optimiser, a running mean. */
    public static Variable state(DType dtype, long... shape) {
        return variable(dtype, false, shape);
    }

    /** A variable that shares the values of a tensor that nothing else will change, and outlives its scope. */
    public static Variable stateOf(Tensor values) {
        org.bytedeco.pytorch.Tensor shared;
        try (PointerScope natives = new PointerScope()) {
            shared = NativeTensor.of(values).pointer("stateOf").detach().contiguous();
            shared.retainReference();
        }
        return new NativeVariable(shared, false);
    }

    /**
     * The gradient of a lookup {@code rows.rows(index)} with respect to {@code rows}: arriving gradients summed per row.
     *
     * @param arriving {@code [n, k]}, the gradient of each looked-up row
     * @param index {@code n} positions of at least 0 and less than {@code rows}
     * @param rows number of distinct rows
     * @return {@code [rows, k]}
     */
    public static Tensor sumByRow(Tensor arriving, Index index, long rows) {
        Scope scope = Scope.current("sumByRow");
        long[] shape = arriving.shape();
        if (shape.length != 2 || shape[0] != index.length()) {
            throw new ShapeMismatch("sumByRow", "wants [n, k] and n positions", shape, new long[] {index.length()});
        }
        org.bytedeco.pytorch.Tensor positions = index.within("sumByRow", rows);
        return new NativeTensor(scope.own(torch.embedding_dense_backward(
                NativeTensor.of(arriving).pointer("sumByRow"), positions, rows, -1, false)));
    }

    private static Variable variable(DType dtype, boolean trainable, long... shape) {
        Engine.load();
        for (long size : shape) {
            if (size < 0) {
                throw new IllegalArgumentException("a shape has no negative sizes, got " + Arrays.toString(shape));
            }
        }
        try (PointerScope natives = new PointerScope()) {
            org.bytedeco.pytorch.Tensor zeros = torch.zeros(shape, new TensorOptions(dtype.scalar()));
            zeros.retainReference();
            if (trainable) {
                zeros.set_requires_grad(true);
            }
            return new NativeVariable(zeros, trainable);
        }
    }

    private static Tensor wrap(Scope scope, org.bytedeco.pytorch.Tensor pointer, DType dtype) {
        boolean same = pointer.scalar_type().intern() == dtype.scalar();
        return new NativeTensor(
                scope.own(same ? pointer : pointer.to(dtype.scalar(), false, false, new MemoryFormatOptional())));
    }

    private static TensorVector vector(String operation, List<? extends Tensor> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException(operation + ": wants at least one tensor");
        }
        return new TensorVector(parts.stream()
                .map(part -> NativeTensor.of(part).pointer(operation))
                .toArray(org.bytedeco.pytorch.Tensor[]::new));
    }

    private static void requireSameRank(String operation, int dim, List<? extends Tensor> parts) {
        for (Tensor part : parts) {
            long[] first = parts.get(0).shape().clone();
            long[] other = part.shape().clone();
            int d = dim < 0 ? dim + first.length : dim;
            boolean fits = first.length == other.length && d >= 0 && d < first.length;
            if (fits) {
                first[d] = 0;
                other[d] = 0;
            }
            if (!fits || !Arrays.equals(first, other)) {
                throw new ShapeMismatch(
                        operation,
                        "wants shapes that differ in dimension " + dim + " only",
                        parts.get(0).shape(),
                        part.shape());
            }
        }
    }

    static void requireSize(long values, long... shape) {
        long size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        if (size != values) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(shape) + " wants " + size + " values, got " + values);
        }
    }
}
