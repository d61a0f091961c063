package dev.braid.tensor;

import java.util.concurrent.atomic.LongAdder;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Matrix products in the thread's {@link Engine.Precision}. */
final class Products {
    private static final LongAdder MULTIPLY_ADDS = new LongAdder();

    private Products() {}

    /** Multiply-adds of all products so far, those of gradients not included. */
    static long multiplyAdds() {
        return MULTIPLY_ADDS.sum();
    }

    /** {@code [n, m] × [m, p]}. */
    static Tensor matmul(Tensor a, Tensor b) {
        MULTIPLY_ADDS.add(a.numel() * b.size(1));
        if (!half(a)) {
            return a.mm(b);
        }
        return Engine.bf16Native()
                ? single(bf16(a).mm(bf16(b)))
                : rounded(rounded(a).mm(rounded(b)));
    }

    /** {@code [b, n, m] × [b, m, p]}. */
    static Tensor batched(Tensor a, Tensor b) {
        MULTIPLY_ADDS.add(a.numel() * b.size(2));
        if (!half(a)) {
            return a.bmm(b);
        }
        return Engine.bf16Native()
                ? single(bf16(a).bmm(bf16(b)))
                : rounded(rounded(a).bmm(rounded(b)));
    }

    private static boolean half(Tensor operand) {
        return Engine.precision() == Engine.Precision.BF16
                && operand.scalar_type().intern() == ScalarType.Float;
    }

    private static Tensor bf16(Tensor x) {
        return x.to(ScalarType.BFloat16, false, false, new MemoryFormatOptional());
    }

    private static Tensor single(Tensor x) {
        return x.to(ScalarType.Float, false, false, new MemoryFormatOptional());
    }

    /** Rounded to the values of bfloat16, forward and backward, but still single precision. */
    private static Tensor rounded(Tensor x) {
        return single(bf16(x));
    }
}
