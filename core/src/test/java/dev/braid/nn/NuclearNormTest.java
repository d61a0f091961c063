package dev.braid.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.braid.tensor.DType;
import dev.braid.tensor.Gradients;
import dev.braid.tensor.NoLeaks;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NoLeaks.class)
class NuclearNormTest {
    private record Found(double norm, double[][] slopes) {}

    private static Found of(double[]... rows) {
        try (Scope scope = Scope.open()) {
            List<Tensor> w = Stream.of(rows)
                    .map(row -> Tensors.leaf(Tensors.of(DType.F64, row, row.length)))
                    .toList();
            Tensor norm = NuclearNorm.of(w);
            double[][] slopes = Gradients.of(norm, w).stream()
                    .map(slope -> Objects.requireNonNull(slope).toDoubles())
                    .toArray(double[][]::new);
            return new Found(norm.item(), slopes);
        }
    }

    @Test
    void isTheSumOfTheSingularValues() {
        // [[3, 0], [4, 5]] has W·Wᵀ = [[9, 12], [12, 41]] with eigenvalues 45 and 5.
        assertEquals(
                Math.sqrt(45) + Math.sqrt(5),
                of(new double[] {3, 0}, new double[] {4, 5}).norm(),
                1e-12);
        Found diagonal = of(new double[] {2, 0, 0}, new double[] {0, -7, 0});
        assertEquals(9, diagonal.norm(), 1e-12);
        assertArrayEquals(new double[] {1, 0, 0}, diagonal.slopes()[0], 1e-12);
        assertArrayEquals(new double[] {0, -1, 0}, diagonal.slopes()[1], 1e-12);
    }

    @Test
    void ofOneRowIsItsLength() {
        Found one = of(new double[] {3, -4});
        assertEquals(5, one.norm(), 1e-12);
        assertArrayEquals(new double[] {0.6, -0.8}, one.slopes()[0], 1e-12);
    }

    @Test
    void equalRowsHaveOneSingularValueAndAFiniteGradient() {
        Found equal = of(new double[] {3, 4}, new double[] {3, 4}, new double[] {3, 4});
        assertEquals(Math.sqrt(3 * 25), equal.norm(), 1e-12);
        for (double[] slope : equal.slopes()) {
            assertArrayEquals(new double[] {0.6 / Math.sqrt(3), 0.8 / Math.sqrt(3)}, slope, 1e-9);
        }
    }

    @Test
    void ofZerosIsZeroWithoutAGradient() {
        Found zero = of(new double[3], new double[3]);
        assertEquals(0, zero.norm());
        assertArrayEquals(new double[3], zero.slopes()[1]);
    }

    @ParameterizedTest
    @CsvSource({"2, 6, 1", "3, 5, 2", "4, 4, 3", "5, 9, 4"})
    void gradientIsACentralDifference(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] w = Stream.generate(() -> random.doubles(columns, -1, 1).toArray())
                .limit(rows)
                .toArray(double[][]::new);
        Found found = of(w);
        double step = 1e-5;
        for (int r = 0; r < rows; r++) {
            double[] row = w[r];
            double[] differences = new double[columns];
            for (int c = 0; c < columns; c++) {
                double at = row[c];
                row[c] = at + step;
                double up = of(w).norm();
                row[c] = at - step;
                differences[c] = (up - of(w).norm()) / (2 * step);
                row[c] = at;
            }
            assertArrayEquals(differences, found.slopes()[r], 1e-7, () -> Arrays.deepToString(w));
        }
    }
}
