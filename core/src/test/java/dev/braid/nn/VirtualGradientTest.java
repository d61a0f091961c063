package dev.braid.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.nn.VirtualGradient.Family;
import dev.braid.nn.VirtualGradient.Shape;
import dev.braid.tensor.DType;
import dev.braid.tensor.Gradients;
import dev.braid.tensor.NoLeaks;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NoLeaks.class)
class VirtualGradientTest {
    private static final double[][] X = {{1, 0.2, 0.5}, {0.2, 1, 0}, {0.5, 0, 1}};
    private static final double[] G = {0.3, 0.9, -0.4};

    @ParameterizedTest
    @CsvSource({
        "ADD, SQRT,   0.894427, 0.894427, 0,  0.8, 0, 0",
        "ADD, ABS,    0.4, 0.4, 0,            0.16, 0, 0",
        "MUL, ABS,    1.52, 0.6, 2,           0.912, 3.04, 1.2",
        "MUL, COS,    1.728969, 0.412215, 2,  0.712706, 3.457937, 0.824429"
    })
    void threeTasksKnownAnswer(
            Family family,
            Shape shape,
            double gamma12,
            double gamma13,
            double gamma23,
            double c1,
            double c2,
            double c3) {
        VirtualGradient gradient = of(family, shape, 0);
        assertEquals(gamma12, gradient.gamma(X[0][1], G[0] - G[1]), 5e-7);
        assertEquals(gamma13, gradient.gamma(X[0][2], G[0] - G[2]), 5e-7);
        assertEquals(gamma23, gradient.gamma(X[1][2], G[1] - G[2]), 5e-7);
        assertArrayEquals(new double[] {c1, c2, c3}, gradient.coefficients(X, G, 3), 5e-7);
    }

    @ParameterizedTest
    @CsvSource({
        "ABS,    0.5, 1, 1.5,                 0.5",
        "COS,    0.292893, 1, 1.707107,       0.5",
        "SQUARE, 0.125, 0.5, 1.125,           0.70710678118654752",
        "SQRT,   1, 1.414214, 1.732051,       0.25"
    })
    void curvesHaveTheirTabulatedValues(Shape shape, double quarter, double half, double threeQuarters, double one) {
        for (int sign : new int[] {-1, 1}) {
            assertEquals(2, shape.of(1 + sign), 1e-15);
            assertEquals(quarter, shape.of(1 + sign * 0.25), 5e-7);
            assertEquals(half, shape.of(1 + sign * 0.5), 5e-7);
            assertEquals(threeQuarters, shape.of(1 + sign * 0.75), 5e-7);
            assertEquals(1, shape.of(1 + sign * one), 1e-12);
        }
        assertEquals(0, shape.of(1), 1e-15);
    }

    @Test
    void squareIsBelowAbsIsBelowSqrtAndCosMagnifies() {
        for (double v = 0; v <= 1; v += 1 / 64.0) {
            assertTrue(Shape.SQUARE.of(1 + v) <= Shape.ABS.of(1 + v));
            assertTrue(Shape.ABS.of(1 + v) <= Shape.SQRT.of(1 + v));
            double more = Shape.COS.of(1 + v) - Shape.ABS.of(1 + v);
            assertTrue(v <= 0.5 ? more <= 1e-15 : more >= -1e-15);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ADD, ABS,    0.6667", "ADD, COS, 0.5947", "ADD, SQUARE, 0.3333", "ADD, SQRT, 1.0667",
        "MUL, ABS,    1.1931", "MUL, COS, 1.2257", "MUL, SQUARE, 0.8889", "MUL, SQRT, 1.4740"
    })
    void meansOverTheUnitSquare(Family family, Shape shape, double mean) {
        VirtualGradient gradient = of(family, shape, 0);
        int n = 701;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                sum += gradient.gamma((i + 0.5) / n, (j + 0.5) / n);
            }
        }
        assertEquals(mean, sum / n / n, 2e-4);
    }

    @Test
    void addWithCosIsEquationNine() {
        SplittableRandom random = new SplittableRandom(2);
        VirtualGradient gradient = of(Family.ADD, Shape.COS, 0);
        for (int i = 0; i < 200; i++) {
            double phi = random.nextDouble();
            double difference = random.nextDouble(-2, 2);
            double printed = Math.cos((phi + Math.min(1, Math.abs(difference))) * Math.PI) + 1;
            assertEquals(printed, gradient.gamma(phi, difference), 1e-12);
        }
    }

    @Test
    void aPairOfTasksHasOneGamma() {
        SplittableRandom random = new SplittableRandom(2);
        for (VirtualGradient gradient : all(0)) {
            double[] gates = random.doubles(8, -1, 2).toArray();
            double x = random.nextDouble();
            double[] c = gradient.coefficients(new double[][] {{1, x}, {x, 1}}, gates, 2);
            assertArrayEquals(Arrays.copyOfRange(c, 0, 4), Arrays.copyOfRange(c, 4, 8));
        }
    }

    @Test
    void oneTaskHasCoefficientOne() {
        for (VirtualGradient gradient : all(0)) {
            assertArrayEquals(new double[] {1, 1}, gradient.coefficients(new double[][] {{1}}, new double[] {3, 4}, 1));
        }
    }

    @Test
    void coefficientsLieBetweenZeroAndTwoToTheNumberOfOtherTasks() {
        SplittableRandom random = new SplittableRandom(9);
        for (VirtualGradient gradient : all(0)) {
            for (double c : gradient.coefficients(X, random.doubles(60, -1, 2).toArray(), 3)) {
                assertTrue(c >= 0 && c <= 4, "c = " + c);
            }
        }
    }

    @Test
    void theFloorRaisesGammaOfAPair() {
        VirtualGradient gradient = of(Family.ADD, Shape.SQRT, 0.25);
        assertEquals(0.25, gradient.gamma(X[1][2], G[1] - G[2]), 1e-15);
        double high = 2 * Math.sqrt(0.2);
        assertArrayEquals(new double[] {high * high, high * 0.25, high * 0.25}, gradient.coefficients(X, G, 3), 1e-12);
    }

    @Test
    void gatesPerSampleHaveTheCoefficientsOfTheirOwnSample() {
        int rows = 4;
        int block = 5;
        double[] gates =
                new SplittableRandom(4).doubles(3L * rows * block, -1, 1).toArray();
        for (double floor : new double[] {0, 0.3}) {
            for (VirtualGradient gradient : all(floor)) {
                double[] c;
                try (Scope scope = Scope.open()) {
                    c = gradient.coefficients(X, Tensors.of(DType.F64, gates, rows, 3, block))
                            .toDoubles();
                }
                for (int b = 0; b < rows; b++) {
                    double[] own = Arrays.copyOfRange(gates, b * 3 * block, (b + 1) * 3 * block);
                    double[] found = Arrays.copyOfRange(c, b * 3 * block, (b + 1) * 3 * block);
                    assertArrayEquals(gradient.coefficients(X, own, 3), found, 1e-12);
                }
            }
        }
    }

    @Test
    void whatArrivesAtGatesPerSampleIsScaledAndTheirValuesAreNot() {
        double[] values = new SplittableRandom(4).doubles(2 * 3 * 2, -1, 1).toArray();
        try (Scope scope = Scope.open()) {
            VirtualGradient gradient = of(Family.ADD, Shape.SQRT, 0);
            Tensor gates = Tensors.leaf(Tensors.of(DType.F64, values, 2, 3, 2));
            Tensor scaled = gradient.applyToSamples(gates, Pass.training(1, (measure, rows) -> X));
            assertArrayEquals(values, scaled.toDoubles());
            double[] slope = Objects.requireNonNull(
                            Gradients.of(scaled.square().sum(), List.of(gates)).get(0))
                    .toDoubles();
            double[] c = gradient.coefficients(X, gates.stopGradient()).toDoubles();
            for (int i = 0; i < c.length; i++) {
                assertEquals(c[i] * 2 * values[i], slope[i], Math.ulp(slope[i]));
            }
        }
    }

    @Test
    void evaluationAndSwitchedOffPassesLeaveNoTrace() {
        VirtualGradientOptions off = new VirtualGradientOptions(
                false, TaskCorrelation.Measure.PEARSON, TaskCorrelation.Rows.BATCH, Family.ADD, Shape.SQRT, 0);
        try (Scope scope = Scope.open()) {
            Tensor gates = Tensors.of(DType.F64, G, 1, 3, 1);
            VirtualGradient on = of(Family.ADD, Shape.SQRT, 0);
            assertSame(gates, on.applyToSamples(gates, Pass.evaluation()));
            assertSame(gates, on.applyToValues(gates, Pass.evaluation()));
            Pass training = Pass.training(1, (measure, rows) -> X);
            assertSame(gates, new VirtualGradient(off).applyToSamples(gates, training));
            assertSame(gates, new VirtualGradient(off).applyToValues(gates, training));
        }
    }

    @Test
    void theOptionsSayWhichCorrelationIsAskedFor() {
        List<String> asked = new ArrayList<>();
        Pass pass = Pass.training(1, (measure, rows) -> {
            asked.add(measure + " " + rows);
            return X;
        });
        try (Scope scope = Scope.open()) {
            Tensor gates = Tensors.of(DType.F64, G, 3, 1);
            new VirtualGradient(new VirtualGradientOptions(
                            true, TaskCorrelation.Measure.COSINE, TaskCorrelation.Rows.EMA, Family.ADD, Shape.ABS, 0))
                    .applyToValues(gates, pass);
            new VirtualGradient(VirtualGradientOptions.DEFAULTS).applyToSamples(gates.unsqueeze(0), pass);
        }
        assertEquals(List.of("COSINE EMA", "PEARSON BATCH"), asked);
    }

    private static List<VirtualGradient> all(double floor) {
        List<VirtualGradient> all = new ArrayList<>();
        for (Family family : Family.values()) {
            for (Shape shape : Shape.values()) {
                all.add(of(family, shape, floor));
            }
        }
        return all;
    }

    private static VirtualGradient of(Family family, Shape shape, double floor) {
        return new VirtualGradient(new VirtualGradientOptions(
                true, TaskCorrelation.Measure.PEARSON, TaskCorrelation.Rows.BATCH, family, shape, floor));
    }
}
