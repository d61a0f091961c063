package dev.braid.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.braid.tensor.DType;
import dev.braid.tensor.NoLeaks;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensors;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class FieldInteractionTest {
    private static final int ROWS = 2;
    private static final int F = 3;
    private static final int K = 4;
    private static final double[] E =
            new SplittableRandom(3).doubles(ROWS * F * K, -1, 1).toArray();

    @Test
    void withZeroWeightsTheLayersAreTheIdentity() {
        try (Parameters parameters = Parameters.of(DType.F64, 1)) {
            FieldInteraction field = FieldInteraction.of(parameters, F, 3, Residual.VECTOR);
            fill(parameters, "weight", 0);
            assertArrayEquals(E, forward(field, E));
        }
    }

    @Test
    void identityWeightsWithoutResidualSquareEveryField() {
        try (Parameters parameters = Parameters.of(DType.F64, 1)) {
            FieldInteraction field = FieldInteraction.of(parameters, F, 1, Residual.VECTOR);
            parameters.all().get(0).variable().assign(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
            fill(parameters, "residual", 0);
            assertArrayEquals(Arrays.stream(E).map(e -> e * e).toArray(), forward(field, E));
        }
    }

    @Test
    void withoutResidualTheOutputIsHomogeneousOfDegreeLayersPlusOne() {
        try (Parameters parameters = Parameters.of(DType.F64, 1)) {
            FieldInteraction field = FieldInteraction.of(parameters, F, 3, Residual.VECTOR);
            fill(parameters, "residual", 0);
            double s = 1.7;
            double[] expected = Arrays.stream(forward(field, E))
                    .map(v -> v * Math.pow(s, 4))
                    .toArray();
            assertArrayEquals(
                    expected, forward(field, Arrays.stream(E).map(e -> e * s).toArray()), 1e-12);
        }
    }

    @Test
    void everyLayerIsItsFormula() {
        try (Parameters parameters = Parameters.of(DType.F64, 1)) {
            FieldInteraction field = FieldInteraction.of(parameters, F, 2, Residual.VECTOR);
            double[] v = E;
            for (int l = 0; l < 2; l++) {
                double[] w = parameters.all().get(2 * l).variable().toDoubles();
                double[] u = {0.5, -1, 2 + l};
                parameters.all().get(2 * l + 1).variable().assign(u);
                v = layer(v, w, u);
            }
            assertArrayEquals(v, forward(field, E), 1e-12);
        }
    }

    /** v_i ⊙ Σ_j W[i, j] v_j⁰ + u[i]·v_i, where {@code weight[j, i]} is W[i, j]. */
    private static double[] layer(double[] v, double[] weight, double[] u) {
        double[] next = new double[v.length];
        for (int b = 0; b < ROWS; b++) {
            for (int i = 0; i < F; i++) {
                for (int c = 0; c < K; c++) {
                    double context = 0;
                    for (int j = 0; j < F; j++) {
                        context += weight[j * F + i] * E[(b * F + j) * K + c];
                    }
                    int at = (b * F + i) * K + c;
                    next[at] = v[at] * context + u[i] * v[at];
                }
            }
        }
        return next;
    }

    private static void fill(Parameters parameters, String ending, double value) {
        parameters.all().stream().filter(p -> p.name().endsWith(ending)).forEach(p -> p.variable()
                .fill(value));
    }

    private static double[] forward(FieldInteraction field, double... e) {
        try (Scope scope = Scope.open()) {
            return field.forward(Tensors.of(DType.F64, e, ROWS, F, K)).toDoubles();
        }
    }
}
