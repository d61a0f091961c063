package dev.braid.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.tensor.DType;
import dev.braid.tensor.NoLeaks;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class LayersTest {
    @Test
    void aLinearLayerIsWeightsAndBias() {
        try (Scope scope = Scope.open();
                Parameters parameters = Parameters.of(DType.F64, 1)) {
            Linear linear = Linear.of(parameters, 2, 3);
            variable(parameters, "weight").assign(new double[] {1, 2, 3, 4, 5, 6});
            variable(parameters, "bias").assign(new double[] {10, 20, 30});
            Tensor x = Tensors.of(DType.F64, new double[] {1, -1}, 1, 2);
            assertArrayEquals(new double[] {7, 17, 27}, linear.forward(x).toDoubles());
        }
    }

    @Test
    void weightsAreGlorotUniformAndBiasesZero() {
        try (Parameters parameters = Parameters.of(DType.F64, 1)) {
            Linear.of(parameters, 100, 50);
            double bound = Math.sqrt(6.0 / 150);
            double[] weight = variable(parameters, "weight").toDoubles();
            double largest = Arrays.stream(weight).map(Math::abs).max().getAsDouble();
            double variance = Arrays.stream(weight).map(w -> w * w).average().getAsDouble();
            assertTrue(largest <= bound && largest > 0.99 * bound, "largest " + largest);
            assertEquals(bound * bound / 3, variance, 0.05 * bound * bound / 3);
            assertArrayEquals(new double[50], variable(parameters, "bias").toDoubles());
        }
    }

    @Test
    void theActivationEndsEveryLayerTheLastOneIncluded() {
        Map<Activation, double[]> expected = Map.of(
                Activation.RELU, new double[] {0, 2},
                Activation.TANH, new double[] {Math.tanh(-1), Math.tanh(2)},
                Activation.SIGMOID, new double[] {1 / (1 + Math.E), 1 / (1 + Math.exp(-2))},
                Activation.SOFTPLUS, new double[] {Math.log1p(Math.exp(-1)), Math.log1p(Math.exp(2))},
                Activation.IDENTITY, new double[] {-1, 2});
        assertEquals(Activation.values().length, expected.size());
        expected.forEach((activation, values) -> {
            try (Scope scope = Scope.open();
                    Parameters parameters = Parameters.of(DType.F64, 1)) {
                Mlp mlp = Mlp.of(parameters, 1, new MlpOptions(List.of(2), activation, false, 0));
                variable(parameters, "0.weight").assign(new double[] {-1, 2});
                Tensor x = Tensors.of(DType.F64, new double[] {1}, 1, 1);
                assertArrayEquals(values, mlp.forward(x, Pass.evaluation()).toDoubles(), 1e-12, activation.name());
            }
        });
    }

    @Test
    void withoutHiddenLayersAnMlpIsTheIdentity() {
        try (Scope scope = Scope.open();
                Parameters parameters = Parameters.of(DType.F64, 1)) {
            Mlp mlp = Mlp.of(parameters, 3, MlpOptions.of());
            Tensor x = Tensors.of(DType.F64, new double[] {1, -2, 3}, 1, 3);
            assertSame(x, mlp.forward(x, Pass.evaluation()));
            assertEquals(3, mlp.width());
            assertEquals(0, parameters.count());
        }
    }

    @Test
    void batchNormalisationStandardisesInTrainingAndKeepsRunningMoments() {
        try (Scope scope = Scope.open();
                Parameters parameters = Parameters.of(DType.F64, 1)) {
            Mlp mlp = Mlp.of(parameters, 1, new MlpOptions(List.of(1), Activation.IDENTITY, true, 0));
            variable(parameters, "0.weight").fill(1);
            Tensor x = Tensors.of(DType.F64, new double[] {1, 3, 5, 7}, 4, 1);
            double[] normal = mlp.forward(x, training(1)).toDoubles();
            double std = Math.sqrt(5 + 1e-5);
            assertArrayEquals(new double[] {-3 / std, -1 / std, 1 / std, 3 / std}, normal, 1e-12);
            assertEquals(0.4, variable(parameters, "0.norm.mean").item(), 1e-12);
            double running = 0.9 + 0.1 * 20 / 3;
            assertEquals(running, variable(parameters, "0.norm.variance").item(), 1e-12);
            assertEquals(
                    0.6 / Math.sqrt(running + 1e-5),
                    mlp.forward(x, Pass.evaluation()).toDoubles()[0],
                    1e-12);
            assertEquals(Parameter.Role.BUFFER, role(parameters, "0.norm.mean"));
            assertEquals(Parameter.Role.BUFFER, role(parameters, "0.norm.variance"));
        }
    }

    @Test
    void dropoutZeroesItsShareAndKeepsTheExpectation() {
        try (Scope scope = Scope.open()) {
            double[] ones = new double[10_000];
            Arrays.fill(ones, 1);
            Tensor x = Tensors.of(DType.F64, ones, 100, 100);
            double[] dropped = new Dropout(0.4).forward(x, training(7)).toDoubles();
            long zeros = Arrays.stream(dropped).filter(v -> v == 0).count();
            assertEquals(0.4, zeros / 10_000.0, 0.025);
            assertTrue(Arrays.stream(dropped).allMatch(v -> v == 0 || Math.abs(v - 1 / 0.6) < 1e-12));
            assertSame(x, new Dropout(0.4).forward(x, Pass.evaluation()));
        }
    }

    private static Parameter.Role role(Parameters parameters, String name) {
        return Objects.requireNonNull(parameters.byName().get(name)).role();
    }

    static Variable variable(Parameters parameters, String name) {
        return Objects.requireNonNull(parameters.byName().get(name), name).variable();
    }

    static Pass training(long seed) {
        return Pass.training(seed, (measure, rows) -> new double[0][0]);
    }
}
