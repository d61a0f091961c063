package dev.braid.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.fault.BadInput;
import dev.braid.tensor.DType;
import dev.braid.tensor.NoLeaks;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensors;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeaks.class)
class FieldAttentionTest {
    private static final int ROWS = 2;
    private static final int F = 3;
    private static final int K = 4;
    private static final double[] E =
            new SplittableRandom(3).doubles(ROWS * F * K, -2, 2).toArray();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void everyHeadIsItsFormula(int heads) {
        try (Parameters parameters = Parameters.of(DType.F64, 1)) {
            FieldAttention attention = FieldAttention.of(parameters, K, heads);
            double[] expected = new double[E.length];
            for (int b = 0; b < ROWS; b++) {
                sample(parameters, heads, b, expected);
            }
            assertArrayEquals(expected, forward(attention, E), 1e-12);
        }
    }

    @Test
    void permutingFieldsPermutesTheResult() {
        int[] order = {2, 0, 1};
        try (Parameters parameters = Parameters.of(DType.F64, 1)) {
            FieldAttention attention = FieldAttention.of(parameters, K, 2);
            assertArrayEquals(permuted(forward(attention, E), order), forward(attention, permuted(E, order)), 1e-12);
        }
    }

    @Test
    void zeroValuesGiveZero() {
        try (Parameters parameters = Parameters.of(DType.F64, 1)) {
            FieldAttention attention = FieldAttention.of(parameters, K, 2);
            Objects.requireNonNull(parameters.byName().get("value")).variable().fill(0);
            assertArrayEquals(new double[E.length], forward(attention, E));
        }
    }

    @Test
    void hasFourSquareMatrices() {
        try (Parameters parameters = Parameters.of(DType.F64, 1)) {
            FieldAttention.of(parameters, K, 2);
            assertEquals(4 * K * K, parameters.count());
        }
    }

    @Test
    void headsThatDoNotDivideTheWidthAreRefused() {
        try (Parameters parameters = Parameters.of(DType.F64, 1)) {
            BadInput e = assertThrows(BadInput.class, () -> FieldAttention.of(parameters, K, 3));
            assertEquals(
                    "attention heads must divide the embedding width: 3 heads do not divide 4; "
                            + "choose another number of heads or another width",
                    e.getMessage());
        }
    }

    /** Writes the result of sample b, computed by the definition. */
    private static void sample(Parameters parameters, int heads, int b, double[] result) {
        double[][] e = new double[F][];
        for (int i = 0; i < F; i++) {
            e[i] = java.util.Arrays.copyOfRange(E, (b * F + i) * K, (b * F + i + 1) * K);
        }
        double[][] q = times(e, parameters, "query");
        double[][] key = times(e, parameters, "key");
        double[][] value = times(e, parameters, "value");
        double[][] mixed = new double[F][K];
        int width = K / heads;
        for (int h = 0; h < heads; h++) {
            for (int i = 0; i < F; i++) {
                double[] weight = new double[F];
                double total = 0;
                for (int j = 0; j < F; j++) {
                    double score = 0;
                    for (int c = h * width; c < (h + 1) * width; c++) {
                        score += q[i][c] * key[j][c];
                    }
                    weight[j] = Math.exp(score / Math.sqrt(width));
                    total += weight[j];
                }
                for (int j = 0; j < F; j++) {
                    for (int c = h * width; c < (h + 1) * width; c++) {
                        mixed[i][c] += weight[j] / total * value[j][c];
                    }
                }
            }
        }
        double[][] out = times(mixed, parameters, "output");
        for (int i = 0; i < F; i++) {
            System.arraycopy(out[i], 0, result, (b * F + i) * K, K);
        }
    }

    private static double[][] times(double[][] x, Parameters parameters, String name) {
        double[] w =
                Objects.requireNonNull(parameters.byName().get(name)).variable().toDoubles();
        double[][] y = new double[x.length][K];
        for (int i = 0; i < x.length; i++) {
            for (int n = 0; n < K * K; n++) {
                y[i][n % K] += x[i][n / K] * w[n];
            }
        }
        return y;
    }

    private static double[] permuted(double[] e, int... order) {
        double[] result = new double[e.length];
        for (int b = 0; b < ROWS; b++) {
            for (int i = 0; i < F; i++) {
                System.arraycopy(e, (b * F + order[i]) * K, result, (b * F + i) * K, K);
            }
        }
        return result;
    }

    private static double[] forward(FieldAttention attention, double... e) {
        try (Scope scope = Scope.open()) {
            return attention.forward(Tensors.of(DType.F64, e, ROWS, F, K)).toDoubles();
        }
    }
}
