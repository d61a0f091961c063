package dev.braid.nn;

import static dev.braid.nn.LayersTest.training;
import static dev.braid.nn.LayersTest.variable;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.tensor.DType;
import dev.braid.tensor.NoLeaks;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeaks.class)
class ExpertsTest {
    private static final int IN = 4;
    private static final int COUNT = 3;
    private static final int ROWS = 5;
    private static final List<Integer> HIDDEN = List.of(6, 5, 2);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyExpertIsTheMlpOfItsShareOfTheWeights(boolean batchNorm) {
        MlpOptions options = new MlpOptions(HIDDEN, Activation.TANH, batchNorm, 0);
        try (Scope scope = Scope.open();
                Parameters together = Parameters.of(DType.F64, 1)) {
            Experts experts = Experts.of(together, COUNT, IN, options);
            drawVectors(together);
            Tensor x = input();
            Tensor outputs = experts.forward(x, training(1));
            assertArrayEquals(new long[] {COUNT, ROWS, 2}, outputs.shape());
            for (int i = 0; i < COUNT; i++) {
                try (Parameters alone = Parameters.of(DType.F64, 2)) {
                    Mlp mlp = Mlp.of(alone, IN, options);
                    copyShare(together, alone, i);
                    assertArrayEquals(
                            mlp.forward(x, training(1)).toDoubles(),
                            outputs.select(0, i).toDoubles(),
                            1e-12,
                            "expert " + i);
                }
            }
        }
    }

    /** Gives biases and scales values that tell experts apart. */
    private static void drawVectors(Parameters parameters) {
        for (Parameter p : parameters.all()) {
            if (!p.name().endsWith("weight") && p.variable().trainable()) {
                p.variable().fillUniform(0.5, 1.5, p.name().hashCode());
            }
        }
    }

    private static void copyShare(Parameters together, Parameters alone, int expert) {
        for (Parameter p : alone.all()) {
            double[] all = variable(together, p.name()).toDoubles();
            // The first layer's matrix has its experts side by side, everything else has them one after the other.
            int rows = p.name().equals("0.weight") ? IN : 1;
            int width = all.length / rows / COUNT;
            double[] share = IntStream.range(0, rows)
                    .boxed()
                    .flatMapToDouble(
                            r -> Arrays.stream(all, (r * COUNT + expert) * width, (r * COUNT + expert + 1) * width))
                    .toArray();
            p.variable().assign(share);
        }
    }

    @Test
    void oneExpertHasTheElementsOfAnMlpInTheSameOrder() {
        try (Parameters experts = Parameters.of(DType.F64, 1);
                Parameters mlp = Parameters.of(DType.F64, 1)) {
            Experts.of(experts, 1, IN, MlpOptions.DEFAULTS.withHidden(HIDDEN));
            Mlp.of(mlp, IN, MlpOptions.DEFAULTS.withHidden(HIDDEN));
            assertEquals(
                    List.copyOf(mlp.byName().keySet()),
                    List.copyOf(experts.byName().keySet()));
            for (Parameter p : mlp.all()) {
                // Drawn by name, in the same order, with the same bound.
                assertArrayEquals(
                        p.variable().toDoubles(), variable(experts, p.name()).toDoubles(), p.name());
            }
        }
    }

    @Test
    void everyExpertIsDrawnWithItsOwnFanInAndDiffersFromTheOthers() {
        try (Parameters parameters = Parameters.of(DType.F64, 1)) {
            Experts.of(parameters, 8, 100, MlpOptions.of(50, 20));
            requireGlorot(variable(parameters, "0.weight").toDoubles(), 100, 50);
            requireGlorot(variable(parameters, "1.weight").toDoubles(), 50, 20);
            double[] first = variable(parameters, "0.weight").toDoubles();
            double[] second = variable(parameters, "1.weight").toDoubles();
            for (int i = 1; i < 8; i++) {
                assertFalse(Arrays.equals(first, 0, 50, first, 50 * i, 50 * (i + 1)));
                assertFalse(Arrays.equals(second, 0, 1000, second, 1000 * i, 1000 * (i + 1)));
            }
        }
    }

    private static void requireGlorot(double[] weight, int in, int out) {
        double bound = Math.sqrt(6.0 / (in + out));
        double largest = Arrays.stream(weight).map(Math::abs).max().getAsDouble();
        assertTrue(largest <= bound && largest > 0.99 * bound, largest + " of " + bound);
    }

    @Test
    void withoutHiddenLayersEveryExpertIsItsInput() {
        try (Scope scope = Scope.open();
                Parameters parameters = Parameters.of(DType.F64, 1)) {
            Experts experts = Experts.of(parameters, COUNT, IN, MlpOptions.of());
            Tensor x = input();
            for (int i = 0; i < COUNT; i++) {
                assertArrayEquals(
                        x.toDoubles(),
                        experts.forward(x, Pass.evaluation()).select(0, i).toDoubles());
            }
        }
    }

    @Test
    void dropoutReachesTheExperts() {
        try (Scope scope = Scope.open();
                Parameters parameters = Parameters.of(DType.F64, 1)) {
            MlpOptions options = new MlpOptions(List.of(50, 40), Activation.SIGMOID, false, 0.5);
            Experts experts = Experts.of(parameters, COUNT, IN, options);
            double[] trained = experts.forward(input(), training(3)).toDoubles();
            double[] again = experts.forward(input(), training(3)).toDoubles();
            long zeros = Arrays.stream(trained).filter(v -> v == 0).count();
            assertEquals(0.5, (double) zeros / trained.length, 0.1);
            assertArrayEquals(trained, again);
            assertTrue(Arrays.stream(experts.forward(input(), Pass.evaluation()).toDoubles())
                    .noneMatch(v -> v == 0));
        }
    }

    @Test
    void aMixtureIsTheWeightedSumOfTheExperts() {
        try (Scope scope = Scope.open()) {
            Tensor experts = Tensors.of(DType.F64, new double[] {1, 2, 3, 4, 10, 20, 30, 40}, 2, 2, 2); // [n, B, u]
            Tensor gate = Tensors.of(DType.F64, new double[] {0.25, 0.75, 1, 0}, 2, 2); // [B, n]
            assertArrayEquals(
                    new double[] {7.75, 15.5, 3, 4}, Experts.mix(experts, gate).toDoubles(), 1e-12);
        }
    }

    private static Tensor input() {
        return Tensors.of(
                DType.F64, new SplittableRandom(3).doubles(ROWS * IN, -1, 1).toArray(), ROWS, IN);
    }
}
