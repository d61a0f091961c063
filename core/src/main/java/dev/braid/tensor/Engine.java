package dev.braid.tensor;

import dev.braid.fault.BadInput;
import dev.braid.fault.BraidBug;
import dev.braid.options.Doc;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_full;
import org.bytedeco.pytorch.global.torch;

/** The numerical engine as a whole: its threads, its precision, what it is. */
public final class Engine {
    private static final ThreadLocal<Precision> PRECISION = ThreadLocal.withInitial(() -> Precision.FP32);
    private static final ReentrantReadWriteLock EXIT = new ReentrantReadWriteLock(true);
    private static final long EXIT_PATIENCE_SECONDS = 60;
    private static volatile boolean loaded;
    private static volatile int threads = Runtime.getRuntime().availableProcessors();

    private Engine() {}

    /** The precision of matrix products; everything else is always computed in the tensors' own type. */
    public enum Precision {
        /** Products in the tensors' own type. */
        @Doc("single precision")
        FP32,
        /**
         * Products of operands rounded to bfloat16; the results come back in the tensors' own type, so weights stay
         * single precision. Where the processor has no instructions for it, the operands are rounded and multiplied in
         * single precision: the same kind of result, at no gain in speed ({@link #bf16Native()} tells).
         */
        @Doc("operands rounded to bfloat16, results and weights in single precision")
        BF16
    }

    /** Loads the native libraries, once. */
    static void load() {
        if (!loaded) {
            synchronized (Engine.class) {
                if (!loaded) {
                    try {
                        Loader.load(torch.class);
                        setOperationThreads(1);
                        Runtime.getRuntime().addShutdownHook(new Thread(Engine::awaitRest, "braid-exit"));
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

    /**
     * Sets how many threads training and prediction use, each on rows of its own. Results are repeatable for one number
     * of threads. Networks that exist already keep theirs.
     */
    public static void threads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, got " + threads);
        }
        load();
        Engine.threads = threads;
    }

    /** How many threads training and prediction use. */
    public static int threads() {
        return threads;
    }

    /**
     * Sets how many threads one single operation may use: 1 unless somebody asks for more. Threads that each work on rows
     * of their own never wait for each other inside of an operation; threads that share every operation do, at each.
     */
    public static void operationThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("operation threads must be at least 1, got " + threads);
        }
        load();
        setOperationThreads(threads);
    }

    private static void setOperationThreads(int threads) {
        torch.set_num_threads(threads);
        openblas_full.openblas_set_num_threads(threads);
    }

    /** Sets the precision of this thread's matrix products. */
    public static void precision(Precision precision) {
        PRECISION.set(precision);
    }

    /** The precision of this thread's matrix products. */
    public static Precision precision() {
        return PRECISION.get();
    }

    /**
     * Does work that the end of the process waits for: when the virtual machine is asked to stop, the native library's
     * own memory goes first, and a thread still computing in it would crash. Whoever comes after that request waits here
     * until the process is gone. Must not be nested.
     */
    public static <R> R untilDone(Supplier<R> work) {
        EXIT.readLock().lock();
        try {
            return work.get();
        } finally {
            EXIT.readLock().unlock();
        }
    }

    /** Takes the lock and keeps it, so that nobody enters the native library any more. */
    private static void awaitRest() {
        try {
            if (!EXIT.writeLock().tryLock(EXIT_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new BraidBug("a computation did not end within " + EXIT_PATIENCE_SECONDS + " s of the exit");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does some work of this thread in a precision, and returns to the one before. */
    public static void withPrecision(Precision precision, Runnable work) {
        Precision before = precision();
        precision(precision);
        try {
            work.run();
        } finally {
            precision(before);
        }
    }

    /** Whether bfloat16 products run in the processor's own instructions (AVX-512 or better, through oneDNN). */
    public static boolean bf16Native() {
        return build().contains("CPU capability usage: AVX512");
    }

    /** Multiply-adds of the matrix products that were asked for so far, on any thread, those of gradients not included. */
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
