package dev.braid.tensor;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;

/** A variable in libtorch's memory. In-place operations work on a detached view, so the graph never sees them. */
final class NativeVariable extends NativeTensor implements Variable {
    private final org.bytedeco.pytorch.Tensor memory;
    private final boolean trainable;
    private boolean closed;

    /** Takes over one reference to {@code memory}, which is contiguous. */
    NativeVariable(org.bytedeco.pytorch.Tensor memory, boolean trainable) {
        super(memory);
        this.memory = memory;
        this.trainable = trainable;
        Scope.countVariable(1);
    }

    @Override
    public boolean trainable() {
        return trainable;
    }

    @Override
    public void assign(Tensor values) {
        requireShape("assign", values);
        inPlace("assign", self -> self.copy_(sameType("assign", values)));
    }

    @Override
    public void assign(double[] values) {
        Tensors.requireSize(values.length, shape());
        inPlace("assign", self -> {
            org.bytedeco.pytorch.Tensor source =
                    torch.empty(shape(), new org.bytedeco.pytorch.TensorOptions(DType.F64.scalar()), null);
            new DoublePointer(source.data_ptr()).put(values);
            self.copy_(source);
        });
    }

    @Override
    public void fill(double value) {
        inPlace("fill", self -> self.fill_(new Scalar(value)));
    }

    @Override
    public void fillNormal(double mean, double std, long seed) {
        inPlace("fillNormal", self -> self.normal_(mean, std, new GeneratorOptional(torch.make_generator_cpu(seed))));
    }

    @Override
    public void fillUniform(double low, double high, long seed) {
        inPlace("fillUniform", self -> self.uniform_(low, high, new GeneratorOptional(torch.make_generator_cpu(seed))));
    }

    @Override
    public void plus(Tensor x, double scale) {
        requireShape("plus", x);
        inPlace("plus", self -> self.add_(sameType("plus", x), new Scalar(scale)));
    }

    @Override
    public void scale(double factor) {
        inPlace("scale", self -> self.mul_(new Scalar(factor)));
    }

    @Override
    public void moveTowards(Tensor x, double weight) {
        requireShape("moveTowards", x);
        inPlace("moveTowards", self -> self.lerp_(sameType("moveTowards", x), new Scalar(weight)));
    }

    @Override
    public void plusProduct(Tensor a, Tensor b, double scale) {
        requireShape("plusProduct", a);
        requireShape("plusProduct", b);
        inPlace(
                "plusProduct",
                self -> self.addcmul_(sameType("plusProduct", a), sameType("plusProduct", b), new Scalar(scale)));
    }

    @Override
    public void plusQuotient(Tensor a, Tensor b, double scale) {
        requireShape("plusQuotient", a);
        inPlace(
                "plusQuotient",
                self -> self.addcdiv_(sameType("plusQuotient", a), sameType("plusQuotient", b), new Scalar(scale)));
    }

    @Override
    public void takeSqrt() {
        inPlace("takeSqrt", self -> self.sqrt_());
    }

    @Override
    public void plus(double c) {
        inPlace("plus", self -> self.add_(new Scalar(c)));
    }

    @Override
    public Variable copyRows(Index index) {
        Scope scope = Scope.current("copyRows");
        org.bytedeco.pytorch.Tensor copy =
                pointer("copyRows").detach().index_select(0, index.within("copyRows", size(0)));
        copy.retainReference();
        return scope.adopt(new NativeVariable(copy, false));
    }

    @Override
    public void putRows(Index index, Tensor values) {
        long[] expected = shape();
        expected[0] = index.length();
        if (!Arrays.equals(expected, values.shape())) {
            throw new ShapeMismatch("putRows", "wants one row per position", expected, values.shape());
        }
        inPlace("putRows", self -> self.index_copy_(0, index.within("putRows", size(0)), sameType("putRows", values)));
    }

    @Override
    public void read(long from, ByteBuffer target) {
        target.put(window("read", from, target.remaining()));
    }

    @Override
    public void write(long from, ByteBuffer source) {
        window("write", from, source.remaining()).put(source);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            memory.releaseReference();
            Scope.countVariable(-1);
        }
    }

    private ByteBuffer window(String operation, long from, int bytes) {
        org.bytedeco.pytorch.Tensor alive = pointer(operation);
        long first = from * dtype().bytes();
        if (from < 0 || bytes % dtype().bytes() != 0 || first + bytes > alive.nbytes()) {
            throw new IllegalArgumentException(operation + ": " + bytes + " bytes from element " + from
                    + " on are not inside of a variable " + Arrays.toString(shape()));
        }
        try (PointerScope natives = new PointerScope()) {
            // A buffer that begins at its pointer's own address: positions beyond 2 GB do not fit into one.
            BytePointer start = bytes(alive).getPointer(first);
            return start.capacity(bytes).asByteBuffer();
        }
    }

    private void inPlace(String operation, Consumer<org.bytedeco.pytorch.Tensor> change) {
        try (PointerScope natives = new PointerScope()) {
            change.accept(pointer(operation).detach());
        }
    }

    private void requireShape(String operation, Tensor other) {
        if (!Arrays.equals(shape(), other.shape())) {
            throw new ShapeMismatch(operation, "wants equal shapes", shape(), other.shape());
        }
    }
}
