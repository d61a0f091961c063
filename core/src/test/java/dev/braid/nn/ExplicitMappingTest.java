package dev.braid.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.braid.nn.ExplicitMapping.Function;
import dev.braid.tensor.DType;
import dev.braid.tensor.NoLeaks;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensors;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class ExplicitMappingTest {
    private static final double[] A = {0.3, -1.2, 2.5, 0, -0.7, 1.1}; // K = 2 experts, B = 1, u = 3

    @Test
    void everyExpertGoesThroughEveryFunctionExpertByExpert() {
        List<DoubleUnaryOperator> f = List.of(a -> a, Math::sin, Math::cos, a -> a * a, a -> a * a * a);
        double[] expected = new double[2 * 5 * 3];
        for (int k = 0; k < 2; k++) {
            for (int p = 0; p < 5; p++) {
                for (int i = 0; i < 3; i++) {
                    expected[(k * 5 + p) * 3 + i] = f.get(p).applyAsDouble(A[k * 3 + i]);
                }
            }
        }
        assertArrayEquals(expected, mapped(List.of(Function.values()), 1, 1), 1e-12);
    }

    @Test
    void theFrequencyOfAnExpertTouchesItsPeriodsOnly() {
        double[] expected = new double[2 * 2 * 3];
        for (int i = 0; i < 3; i++) {
            expected[i] = A[i];
            expected[3 + i] = Math.sin(2 * A[i]);
            expected[6 + i] = A[3 + i];
            expected[9 + i] = Math.sin(0.5 * A[3 + i]);
        }
        assertArrayEquals(expected, mapped(List.of(Function.IDENTITY, Function.SIN), 2, 0.5), 1e-12);
    }

    private static double[] mapped(List<Function> functions, double... frequency) {
        try (Parameters parameters = Parameters.of(DType.F64, 1);
                Scope scope = Scope.open()) {
            ExplicitMapping mapping = ExplicitMapping.of(parameters, 2, functions, true);
            Objects.requireNonNull(parameters.byName().get("frequency"))
                    .variable()
                    .assign(frequency);
            return mapping.forward(Tensors.of(DType.F64, A, 2, 1, 3)).toDoubles();
        }
    }
}
