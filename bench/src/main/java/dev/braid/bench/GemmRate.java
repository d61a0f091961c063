package dev.braid.bench;

import dev.braid.tensor.DType;
import dev.braid.tensor.Engine;
import dev.braid.tensor.NoGrad;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.Arrays;

/** How fast this machine multiplies large single-precision matrices with the engine's own BLAS: the limit of a model. */
final class GemmRate {
    private static final int SIZE = 2048;

    private GemmRate() {}

    /** Billions of floating-point operations per second (a multiply-add counts two), the median of {@code repeats}. */
    static double gflops(int repeats) {
        double[] seconds = new double[repeats];
        Engine.operationThreads(Engine.threads());
        try (Scope scope = Scope.open();
                NoGrad noGrad = NoGrad.open();
                Variable a = Tensors.state(DType.F32, SIZE, SIZE);
                Variable b = Tensors.state(DType.F32, SIZE, SIZE)) {
            a.fillNormal(0, 1, 1);
            b.fillNormal(0, 1, 2);
            multiply(a, b);
            for (int i = 0; i < repeats; i++) {
                long start = System.nanoTime();
                multiply(a, b);
                seconds[i] = (System.nanoTime() - start) * 1e-9;
            }
        } finally {
            Engine.operationThreads(1);
        }
        Arrays.sort(seconds);
        return 2.0 * SIZE * SIZE * SIZE / seconds[repeats / 2] * 1e-9;
    }

    private static void multiply(Tensor a, Tensor b) {
        try (Scope scope = Scope.open()) {
            a.matmul(b);
        }
    }
}
