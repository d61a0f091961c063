package dev.braid.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.tensor.DType;
import dev.braid.tensor.NoLeaks;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensors;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(NoLeaks.class)
class CrossTest {
    private static final int D = 5;
    private static final int ROWS = 3;
    private static final double[] X0 =
            new SplittableRandom(3).doubles(ROWS * D, -1, 1).toArray();

    @ParameterizedTest
    @EnumSource(Cross.Version.class)
    void withZeroWeightsTheNetworkIsTheIdentity(Cross.Version version) {
        try (Parameters parameters = Parameters.of(DType.F64, 1)) {
            Cross cross = Cross.of(parameters, D, new Cross.Form(3, version, 0, Residual.VECTOR));
            parameters.all().stream().filter(p -> p.name().endsWith("weight")).forEach(p -> p.variable()
                    .fill(0));
            assertArrayEquals(X0, forward(cross, X0));
        }
    }

    @Test
    void matrixWithEqualRowsIsTheVectorOfVersionOne() {
        try (Parameters one = Parameters.of(DType.F64, 1);
                Parameters two = Parameters.of(DType.F64, 2)) {
            Cross v1 = Cross.of(one, D, new Cross.Form(3, Cross.Version.V1, 0, Residual.OFF));
            Cross v2 = Cross.of(two, D, new Cross.Form(3, Cross.Version.V2, 0, Residual.OFF));
            for (int l = 0; l < 3; l++) {
                double[] w = values(one, l + ".weight");
                double[] transposed = new double[D * D]; // the stored matrix is the transpose: equal columns
                for (int i = 0; i < D * D; i++) {
                    transposed[i] = w[i / D];
                }
                variable(two, l + ".weight").assign(transposed);
            }
            assertArrayEquals(forward(v1, X0), forward(v2, X0), 1e-12);
        }
    }

    @Test
    void lowRankMatricesAreTheProductOfTheirFactors() {
        try (Parameters low = Parameters.of(DType.F64, 1);
                Parameters full = Parameters.of(DType.F64, 2);
                Scope scope = Scope.open()) {
            Cross factored = Cross.of(low, D, new Cross.Form(2, Cross.Version.V2, 2, Residual.VECTOR));
            Cross whole = Cross.of(full, D, new Cross.Form(2, Cross.Version.V2, 0, Residual.VECTOR));
            for (int l = 0; l < 2; l++) {
                variable(full, l + ".weight").assign(variable(low, l + ".down").matmul(variable(low, l + ".up")));
            }
            assertArrayEquals(forward(factored, X0), forward(whole, X0), 1e-12);
        }
    }

    @ParameterizedTest
    @EnumSource(Cross.Version.class)
    void withoutBiasTheOutputIsAPolynomialOfDegreeLayersPlusOneInTheScaleOfTheInput(Cross.Version version) {
        int layers = 2;
        try (Parameters parameters = Parameters.of(DType.F64, 4)) {
            Cross cross = Cross.of(parameters, D, new Cross.Form(layers, version, 0, Residual.VECTOR));
            parameters.all().stream().filter(p -> p.name().endsWith("residual")).forEach(p -> p.variable()
                    .fill(0.7));
            double[] degree = difference(cross, layers + 1);
            double[] above = difference(cross, layers + 2);
            assertTrue(Arrays.stream(degree).map(Math::abs).max().orElseThrow() > 1e-3, "the degree is reached");
            assertArrayEquals(new double[above.length], above, 1e-9);
        }
    }

    @Test
    void residualWeightsHaveTheShapeOfTheirKind() {
        assertEquals(2 * (D * D + D), count(Residual.OFF));
        assertEquals(2 * (D * D + D + 1), count(Residual.SCALAR));
        assertEquals(2 * (D * D + D + D), count(Residual.VECTOR));
    }

    private static long count(Residual residual) {
        try (Parameters parameters = Parameters.of(DType.F64, 4)) {
            Cross.of(parameters, D, new Cross.Form(2, Cross.Version.V2, 0, residual));
            return parameters.count();
        }
    }

    /** The finite difference of the given order of s ↦ cross(s·x₀) with step 1. */
    private static double[] difference(Cross cross, int order) {
        double[] sum = new double[X0.length];
        double binomial = 1;
        for (int i = 0; i <= order; i++) {
            int scale = i;
            double[] y = forward(cross, Arrays.stream(X0).map(x -> x * scale).toArray());
            for (int n = 0; n < sum.length; n++) {
                sum[n] += ((order - i) % 2 == 0 ? binomial : -binomial) * y[n];
            }
            binomial = binomial * (order - i) / (i + 1);
        }
        return sum;
    }

    private static double[] forward(Cross cross, double... x) {
        try (Scope scope = Scope.open()) {
            return cross.forward(Tensors.of(DType.F64, x, ROWS, D)).toDoubles();
        }
    }

    private static dev.braid.tensor.Variable variable(Parameters parameters, String name) {
        return Objects.requireNonNull(parameters.byName().get(name), name).variable();
    }

    private static double[] values(Parameters parameters, String name) {
        return variable(parameters, name).toDoubles();
    }
}
