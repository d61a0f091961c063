package dev.braid.tensor;

import dev.braid.fault.BadInput;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/** The numerical engine as a whole: its threads, its precision, what it is. */
public final class Engine {
    private static final ThreadLocal<Precision> PRECISION = ThreadLocal.withInitial(() -> Precision.FP32);
    private static volatile boolean loaded;

    private Engine() {}

    /** The precision of matrix products; everything else is always computed in the tensors' own type. */
    public enum Precision {
        /** Products in the tensors' own type. */
        FP32,
        /**
         * Products of operands rounded to bfloat16; the results come back in the tensors' own type, so weights stay
         * single precision. Where the processor has no instructions for it, the operands are rounded and multiplied in
         * single precision: the same kind of result, at no gain in speed ({@link #bf16Native()} tells).
         */
        BF16
    }

    /** Loads the native libraries, once. */
    static void load() {
        if (!loaded) {
            synchronized (Engine.class) {
                if (!loaded) {
                    try {
                        Loader.load(torch.class);
                    } catch (UnsatisfiedLinkError e) {
                        throw new BadInput(
                                "the native libraries for this system (" + Loader.getPlatform()
                                        + ") are not on the class path or do not load; see README, \"Other platforms\": "
                                        + e.getMessage(),
                                e);
                    }
                    loaded = true;
                }
            }
        }
    }

    /** Sets how many threads one operation may use. Results are repeatable for one number of threads. */
    public static void threads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, got " + threads);
        }
        load();
        torch.set_num_threads(threads);
    }

    /** How many threads one operation may use. */
    public static int threads() {
        load();
        return torch.get_num_threads();
    }

    /** Sets the precision of this thread's matrix products. */
    public static void precision(Precision precision) {
        PRECISION.set(precision);
    }

    /** The precision of this thread's matrix products. */
    public static Precision precision() {
        return PRECISION.get();
    }

    /** Whether bfloat16 products run in the processor's own instructions (AVX-512 or better, through oneDNN). */
    public static boolean bf16Native() {
        return build().contains("CPU capability usage: AVX512");
    }

    /** Multiply-adds of the matrix products that this thread has asked for so far, those of gradients not included. */
    public static long multiplyAdds() {
        return Products.multiplyAdds();
    }

    /** One line about the engine: version, BLAS, instruction set. */
    public static String describe() {
        String build = build();
        return "libtorch " + line(build, "TORCH_VERSION=", ",") + ", BLAS " + line(build, "BLAS_INFO=", ",") + ", "
                + line(build, "CPU capability usage: ", "\n");
    }

    private static String build() {
        load();
        return torch.show_config().getString();
    }

    private static String line(String text, String before, String after) {
        int from = text.indexOf(before);
        return from < 0 ? "unknown" : text.substring(from + before.length(), text.indexOf(after, from));
    }
}
