package dev.braid.tensor;

import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** A tensor in libtorch's memory. Every operation checks liveness, type and shapes here, before native code sees them. */
sealed class NativeTensor implements Tensor permits NativeVariable {
    private static final long NO_REDUCTION = 0;

    private final org.bytedeco.pytorch.Tensor pointer;
    private long @Nullable [] shape;

    NativeTensor(org.bytedeco.pytorch.Tensor pointer) {
        this.pointer = pointer;
    }

    static NativeTensor of(Tensor tensor) {
        if (tensor instanceof NativeTensor nativeTensor) {
            return nativeTensor;
        }
        throw new IllegalArgumentException("a tensor of another engine cannot be used here: " + tensor.getClass());
    }

    /** The native tensor, alive. */
    final org.bytedeco.pytorch.Tensor pointer(String operation) {
        if (pointer.isNull()) {
            throw new IllegalStateException(operation
                    + ": the tensor was used after its scope had closed; keep it with Scope.keep, or read it before");
        }
        return pointer;
    }

    @Override
    public final long[] shape() {
        if (shape == null) {
            shape = pointer("shape").shape();
        }
        return shape.clone();
    }

    @Override
    public final DType dtype() {
        return pointer("dtype").scalar_type().intern() == ScalarType.Double ? DType.F64 : DType.F32;
    }

    // ---- elementwise -----------------------------------------------------------------------------------------------

    @Override
    public final Tensor add(Tensor other) {
        return made("add", pointer("add").add(broadcast("add", other)));
    }

    @Override
    public final Tensor add(double other) {
        return made("add", pointer("add").add(new Scalar(other)));
    }

    @Override
    public final Tensor sub(Tensor other) {
        return made("sub", pointer("sub").sub(broadcast("sub", other)));
    }

    @Override
    public final Tensor mul(Tensor other) {
        return made("mul", pointer("mul").mul(broadcast("mul", other)));
    }

    @Override
    public final Tensor mul(double other) {
        return made("mul", pointer("mul").mul(new Scalar(other)));
    }

    @Override
    public final Tensor div(Tensor other) {
        return made("div", pointer("div").div(broadcast("div", other)));
    }

    @Override
    public final Tensor neg() {
        return made("neg", pointer("neg").neg());
    }

    @Override
    public final Tensor abs() {
        return made("abs", pointer("abs").abs());
    }

    @Override
    public final Tensor square() {
        return made("square", pointer("square").square());
    }

    @Override
    public final Tensor power(int n) {
        if (n < 0) {
            throw new IllegalArgumentException("power: the exponent must be at least 0, got " + n);
        }
        return made("power", pointer("power").pow(new Scalar(n)));
    }

    @Override
    public final Tensor sqrt() {
        return made("sqrt", pointer("sqrt").sqrt());
    }

    @Override
    public final Tensor exp() {
        return made("exp", pointer("exp").exp());
    }

    @Override
    public final Tensor log() {
        return made("log", pointer("log").log());
    }

    @Override
    public final Tensor log1p() {
        return made("log1p", pointer("log1p").log1p());
    }

    @Override
    public final Tensor sin() {
        return made("sin", pointer("sin").sin());
    }

    @Override
    public final Tensor cos() {
        return made("cos", pointer("cos").cos());
    }

    @Override
    public final Tensor tanh() {
        return made("tanh", pointer("tanh").tanh());
    }

    @Override
    public final Tensor sigmoid() {
        return made("sigmoid", pointer("sigmoid").sigmoid());
    }

    @Override
    public final Tensor softplus() {
        return made("softplus", torch.softplus(pointer("softplus")));
    }

    @Override
    public final Tensor relu() {
        return made("relu", pointer("relu").relu());
    }

    @Override
    public final Tensor clamp(double low, double high) {
        return made(
                "clamp",
                pointer("clamp").clamp(new ScalarOptional(new Scalar(low)), new ScalarOptional(new Scalar(high))));
    }

    @Override
    public final Tensor binaryCrossEntropy(Tensor labels) {
        String operation = "binaryCrossEntropy";
        if (!Arrays.equals(shape(), labels.shape())) {
            throw new ShapeMismatch(operation, "wants labels of the logits' shape", shape(), labels.shape());
        }
        return made(
                operation,
                torch.binary_cross_entropy_with_logits(
                        pointer(operation),
                        sameType(operation, labels),
                        new TensorOptional(),
                        new TensorOptional(),
                        NO_REDUCTION));
    }

    // ---- reductions ------------------------------------------------------------------------------------------------

    @Override
    public final Tensor sum() {
        return made("sum", pointer("sum").sum());
    }

    @Override
    public final Tensor sum(int dim) {
        return made("sum", pointer("sum").sum(new long[] {dimension("sum", dim)}, false, new ScalarTypeOptional()));
    }

    @Override
    public final Tensor mean() {
        return made("mean", pointer("mean").mean());
    }

    @Override
    public final Tensor mean(int dim) {
        return made("mean", pointer("mean").mean(new long[] {dimension("mean", dim)}, false, new ScalarTypeOptional()));
    }

    @Override
    public final Tensor softmax(int dim) {
        return made("softmax", pointer("softmax").softmax(dimension("softmax", dim)));
    }

    // ---- products --------------------------------------------------------------------------------------------------

    @Override
    public final Tensor matmul(Tensor other) {
        long[] a = shape();
        long[] b = other.shape();
        if (a.length != 2 || b.length != 2 || a[1] != b[0]) {
            throw new ShapeMismatch("matmul", "wants [n, m] and [m, p]", a, b);
        }
        return made("matmul", Products.matmul(pointer("matmul"), sameType("matmul", other)));
    }

    @Override
    public final Tensor batchedMatmul(Tensor other) {
        long[] a = shape();
        long[] b = other.shape();
        if (a.length != 3 || b.length != 3 || a[0] != b[0] || a[2] != b[1]) {
            throw new ShapeMismatch("batchedMatmul", "wants [b, n, m] and [b, m, p]", a, b);
        }
        return made("batchedMatmul", Products.batched(pointer("batchedMatmul"), sameType("batchedMatmul", other)));
    }

    @Override
    public final Tensor affine(Tensor weight, Tensor bias) {
        long[] a = shape();
        long[] w = weight.shape();
        if (a.length != 2 || w.length != 2 || a[1] != w[0] || !Arrays.equals(bias.shape(), new long[] {w[1]})) {
            throw new ShapeMismatch("affine", "wants [n, in], [in, out] and [out]", a, w, bias.shape());
        }
        // In place on the fresh product: OpenBLAS would otherwise first copy the bias into every row.
        return made(
                "affine",
                Products.matmul(pointer("affine"), sameType("affine", weight)).add_(sameType("affine", bias)));
    }

    // ---- shape -----------------------------------------------------------------------------------------------------

    @Override
    public final Tensor reshape(long... target) {
        long known = 1;
        int open = 0;
        for (long size : target) {
            known *= size < 0 ? 1 : size;
            open += size < 0 ? 1 : 0;
        }
        long all = Arrays.stream(shape()).reduce(1, (a, b) -> a * b);
        if (open > 1 || (open == 0 && known != all) || (open == 1 && (known == 0 || all % known != 0))) {
            throw new ShapeMismatch("reshape", "wants as many elements", shape(), target);
        }
        return made("reshape", pointer("reshape").reshape(target));
    }

    @Override
    public final Tensor transpose(int dim0, int dim1) {
        return made(
                "transpose",
                pointer("transpose").transpose(dimension("transpose", dim0), dimension("transpose", dim1)));
    }

    @Override
    public final Tensor unsqueeze(int dim) {
        if (dim < 0 || dim > rank()) {
            throw new ShapeMismatch("unsqueeze", "has no position " + dim, shape());
        }
        return made("unsqueeze", pointer("unsqueeze").unsqueeze(dim));
    }

    @Override
    public final Tensor squeeze(int dim) {
        if (size(dimension("squeeze", dim)) != 1) {
            throw new ShapeMismatch("squeeze", "wants size 1 in dimension " + dim, shape());
        }
        return made("squeeze", pointer("squeeze").squeeze(dim));
    }

    @Override
    public final Tensor narrow(int dim, long start, long length) {
        long size = size(dimension("narrow", dim));
        if (start < 0 || length < 0 || start + length > size) {
            throw new ShapeMismatch(
                    "narrow", "has no slices " + start + " to " + (start + length) + " in dimension " + dim, shape());
        }
        return made("narrow", pointer("narrow").narrow(dim, start, length));
    }

    @Override
    public final Tensor expand(long... target) {
        long[] own = shape();
        boolean fits = target.length >= own.length;
        for (int d = 1; fits && d <= own.length; d++) {
            long from = own[own.length - d];
            fits = from == 1 || from == target[target.length - d];
        }
        if (!fits) {
            throw new ShapeMismatch("expand", "wants sizes of 1 where the shapes differ", own, target);
        }
        return made("expand", pointer("expand").expand(target));
    }

    @Override
    public final Tensor rows(Index index) {
        if (rank() == 2) {
            return made("rows", torch.embedding(pointer("rows"), index.within("rows", size(0))));
        }
        return select(0, index);
    }

    @Override
    public final Tensor select(int dim, Index index) {
        long size = size(dimension("select", dim));
        return made("select", pointer("select").index_select(dim, index.within("select", size)));
    }

    // ---- gradients and randomness ----------------------------------------------------------------------------------

    @Override
    public final Tensor stopGradient() {
        return made("stopGradient", pointer("stopGradient").detach());
    }

    @Override
    public final Tensor gradScale(Tensor coefficient) {
        String operation = "gradScale";
        org.bytedeco.pytorch.Tensor factor = broadcast(operation, coefficient);
        long[] own = shape();
        long[] other = coefficient.shape();
        for (int d = 1; d <= other.length; d++) {
            if (d > own.length || (other[other.length - d] != 1 && other[other.length - d] != own[own.length - d])) {
                throw new ShapeMismatch(operation, "wants a coefficient that broadcasts to the tensor", own, other);
            }
        }
        org.bytedeco.pytorch.Tensor before = pointer(operation);
        org.bytedeco.pytorch.Tensor after = before.detach();
        Scope scope = Scope.current(operation);
        if (before.requires_grad()) {
            after.set_requires_grad(true);
            scope.add(new GradientCut(before, after, arriving -> arriving.mul(factor)));
        }
        return new NativeTensor(scope.own(after));
    }

    @Override
    public final Tensor dropout(double p, long seed) {
        if (!(p >= 0 && p < 1)) {
            throw new IllegalArgumentException("dropout: the probability must be in [0, 1), got " + p);
        }
        if (p == 0) {
            return this;
        }
        org.bytedeco.pytorch.Tensor kept = torch.empty_like(pointer("dropout"))
                .bernoulli_(1 - p, new GeneratorOptional(torch.make_generator_cpu(seed)))
                .mul_(new Scalar(1 / (1 - p)));
        return made("dropout", pointer("dropout").mul(kept));
    }

    @Override
    public final Tensor batchNorm(
            Tensor scale,
            Tensor shift,
            Variable runningMean,
            Variable runningVariance,
            boolean training,
            double momentum) {
        String operation = "batchNorm";
        if (rank() != 2) {
            throw new ShapeMismatch(operation, "wants [n, c]", shape());
        }
        if (training && size(0) < 2) {
            throw new ShapeMismatch(operation, "wants at least two rows in training", shape());
        }
        for (Tensor column : new Tensor[] {scale, shift, runningMean, runningVariance}) {
            if (!Arrays.equals(column.shape(), new long[] {size(1)})) {
                throw new ShapeMismatch(operation, "wants [n, c] and four times [c]", shape(), column.shape());
            }
        }
        return made(
                operation,
                torch.batch_norm(
                        pointer(operation),
                        new TensorOptional(sameType(operation, scale)),
                        new TensorOptional(sameType(operation, shift)),
                        new TensorOptional(sameType(operation, runningMean)),
                        new TensorOptional(sameType(operation, runningVariance)),
                        training,
                        momentum,
                        1e-5,
                        false));
    }

    // ---- values out ------------------------------------------------------------------------------------------------

    @Override
    public final double item() {
        double[] values = toDoubles();
        if (values.length != 1) {
            throw new ShapeMismatch("item", "wants one element", shape());
        }
        return values[0];
    }

    @Override
    public final float[] toFloats() {
        try (org.bytedeco.javacpp.PointerScope natives = new org.bytedeco.javacpp.PointerScope()) {
            org.bytedeco.pytorch.Tensor flat = flat("toFloats", ScalarType.Float);
            float[] values = new float[Math.toIntExact(flat.numel())];
            if (values.length > 0) {
                flat.data_ptr_float().get(values);
            }
            return values;
        }
    }

    @Override
    public final double[] toDoubles() {
        try (org.bytedeco.javacpp.PointerScope natives = new org.bytedeco.javacpp.PointerScope()) {
            org.bytedeco.pytorch.Tensor flat = flat("toDoubles", ScalarType.Double);
            double[] values = new double[Math.toIntExact(flat.numel())];
            if (values.length > 0) {
                flat.data_ptr_double().get(values);
            }
            return values;
        }
    }

    @Override
    public String toString() {
        return pointer.isNull() ? "Tensor(closed)" : "Tensor" + Arrays.toString(shape()) + ":" + dtype();
    }

    private org.bytedeco.pytorch.Tensor flat(String operation, ScalarType type) {
        return pointer(operation)
                .detach()
                .to(type, false, false, new MemoryFormatOptional())
                .contiguous();
    }

    // ---- checks ----------------------------------------------------------------------------------------------------

    private static Tensor made(String operation, org.bytedeco.pytorch.Tensor result) {
        return new NativeTensor(Scope.current(operation).own(result));
    }

    private int dimension(String operation, int dim) {
        int d = dim < 0 ? dim + rank() : dim;
        if (d < 0 || d >= rank()) {
            throw new ShapeMismatch(operation, "has no dimension " + dim, shape());
        }
        return d;
    }

    final org.bytedeco.pytorch.Tensor sameType(String operation, Tensor other) {
        if (other.dtype() != dtype()) {
            throw new IllegalArgumentException(
                    operation + ": wants one number type, got " + dtype() + " and " + other.dtype());
        }
        return of(other).pointer(operation);
    }

    private org.bytedeco.pytorch.Tensor broadcast(String operation, Tensor other) {
        long[] a = shape();
        long[] b = other.shape();
        for (int d = 1; d <= Math.min(a.length, b.length); d++) {
            long x = a[a.length - d];
            long y = b[b.length - d];
            if (x != y && x != 1 && y != 1) {
                throw new ShapeMismatch(operation, "wants shapes that broadcast", a, b);
            }
        }
        return sameType(operation, other);
    }

    static BytePointer bytes(org.bytedeco.pytorch.Tensor tensor) {
        return new BytePointer(tensor.data_ptr()).capacity(tensor.nbytes());
    }
}
