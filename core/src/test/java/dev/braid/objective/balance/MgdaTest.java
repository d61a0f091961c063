package dev.braid.objective.balance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.objective.balance.GradientBalancer.Comparison;
import dev.braid.objective.balance.MgdaOptions.Heads;
import dev.braid.objective.balance.MgdaOptions.Normalization;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** models.md §24. */
final class MgdaTest {
    private static double[] solve(double[]... g) {
        return MinimumNorm.solve(Vectors.products(g));
    }

    @Test
    void twoTasksInClosedForm() {
        assertArrayEquals(new double[] {0.5, 0.5}, solve(new double[] {1, 0}, new double[] {0, 1}), 1e-15);
        // (g_2 − g_1)·g_2 / ‖g_1 − g_2‖² = 4/5: the shorter gradient gets more.
        assertArrayEquals(new double[] {0.8, 0.2}, solve(new double[] {1, 0}, new double[] {0, 2}), 1e-15);
        // The shortest mixture is the shorter gradient itself, exactly: nothing is kept back.
        assertArrayEquals(new double[] {1, 0}, solve(new double[] {1, 0}, new double[] {3, 1}), 0);
        assertArrayEquals(new double[] {0, 1}, solve(new double[] {3, 1}, new double[] {1, 0}), 0);
        assertArrayEquals(new double[] {0.5, 0.5}, solve(new double[] {2, 5}, new double[] {2, 5}), 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 7})
    void theMixtureIsOnTheSimplexAndNoTaskObjects(int tasks) {
        SplittableRandom random = new SplittableRandom(5);
        for (int trial = 0; trial < 300; trial++) {
            double[][] g = Vectors.random(random, tasks, 2 + trial % 6);
            g[0] = Arrays.stream(g[0]).map(x -> 10 * x).toArray();
            double[] alpha = solve(g);
            assertEquals(1, Arrays.stream(alpha).sum(), 1e-9);
            assertTrue(Arrays.stream(alpha).allMatch(a -> a >= 0), Arrays.toString(alpha));
            double[] d = Vectors.mixture(alpha, g);
            double length = Vectors.product(d, d);
            for (double[] each : g) {
                assertTrue(
                        Vectors.product(d, each) >= length - 1e-6, () -> "a task objects: " + Arrays.toString(alpha));
                assertTrue(length <= Vectors.product(each, each) + 1e-9);
            }
            boolean inside = tasks == 2 && alpha[0] > 1e-6 && alpha[1] > 1e-6;
            if (inside) {
                assertEquals(Vectors.product(d, g[0]), Vectors.product(d, g[1]), 1e-6);
            }
        }
    }

    @Test
    void threeTasksAgainstAFineGrid() {
        SplittableRandom random = new SplittableRandom(13);
        int n = 200;
        for (int trial = 0; trial < 40; trial++) {
            double[][] g = Vectors.random(random, 3, 3);
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i <= n; i++) {
                for (int j = 0; j <= n - i; j++) {
                    double[] a = {(double) i / n, (double) j / n, (double) (n - i - j) / n};
                    double[] d = Vectors.mixture(a, g);
                    least = Math.min(least, Vectors.product(d, d));
                }
            }
            double[] d = Vectors.mixture(solve(g), g);
            double found = Vectors.product(d, d);
            assertTrue(found <= least + 1e-9, found + " is longer than " + least);
            assertTrue(found >= least - 1e-3, found + " is too short beside " + least);
        }
    }

    @Test
    void oneTaskGetsEverything() {
        assertArrayEquals(new double[] {1}, solve(new double[] {3, 4}), 0);
        assertArrayEquals(new double[] {1}, solve(new double[] {0, 0}), 0);
    }

    private static GradientBalancer.Combination combine(Normalization normalize, Heads heads, double[]... g) {
        MgdaOptions options = new MgdaOptions(normalize, heads, Comparison.WHOLE, false);
        return Mgda.of(options, Settings.of(g.length))
                .combine(1, List.<double[][]>of(Vectors.products(g)), new double[] {2, 0.5});
    }

    /** Orthogonal gradients of lengths 1 and 2, losses 2 and ½: α_t is proportional to 1 / ‖g_t / divisor_t‖². */
    @ParameterizedTest
    @CsvSource({"NONE, 0.8", "L2, 0.5", "LOSS, 0.984615384615384615", "LOSS_L2, 0.941176470588235294"})
    void normalizedGradientsDecide(Normalization normalize, double first) {
        double[] alpha = combine(normalize, Heads.ALPHA, new double[] {1, 0}, new double[] {0, 2})
                .shared()
                .get(0);
        assertArrayEquals(new double[] {first, 1 - first}, alpha, 1e-12);
    }

    @Test
    void headsGetAlphaOrOne() {
        double[] g = {1, 0};
        double[] h = {0, 2};
        assertArrayEquals(
                new double[] {0.8, 0.2},
                combine(Normalization.NONE, Heads.ALPHA, g, h).own(),
                1e-12);
        assertArrayEquals(
                new double[] {1, 1},
                combine(Normalization.NONE, Heads.ONE, g, h).own(),
                0);
    }

    /** The shortest mixture with a gradient of 0 is 0, and nothing would move. */
    @ParameterizedTest
    @EnumSource
    void aTaskWithoutAGradientDoesNotStopTheOther(Normalization normalize) {
        GradientBalancer.Combination found = combine(normalize, Heads.ALPHA, new double[] {3, 1}, new double[] {0, 0});
        assertArrayEquals(new double[] {1, 0}, found.shared().get(0), 0);
        assertArrayEquals(new double[] {1, 1}, found.own(), 0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.2})
    void aGradientThatCannotBeDividedByItsLossTakesNoPart(double loss) {
        for (Normalization normalize : List.of(Normalization.LOSS, Normalization.LOSS_L2)) {
            MgdaOptions options = new MgdaOptions(normalize, Heads.ALPHA, Comparison.WHOLE, false);
            double[][] m = Vectors.products(new double[] {1, 0}, new double[] {0, 2}, new double[] {1, 1});
            double[] alpha = Mgda.of(options, Settings.of(3))
                    .combine(1, List.<double[][]>of(m), new double[] {1, loss, 1})
                    .shared()
                    .get(0);
            assertEquals(0, alpha[1], 0);
            assertEquals(1, alpha[0] + alpha[2], 1e-12);
        }
    }

    @Test
    void noGradientAtAllIsNoMistake() {
        double[] zero = {0, 0};
        assertArrayEquals(
                new double[] {0.5, 0.5},
                combine(Normalization.L2, Heads.ALPHA, zero, zero).shared().get(0),
                0);
    }
}
