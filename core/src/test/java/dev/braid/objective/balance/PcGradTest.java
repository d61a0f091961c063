package dev.braid.objective.balance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.nn.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** models.md §23. */
final class PcGradTest {
    private static final long SEED = 3;

    private static double[] factors(long step, double[]... g) {
        PcGrad balancer = PcGrad.of(PcGradOptions.DEFAULTS, Settings.of(g.length, SEED));
        GradientBalancer.Combination combination =
                balancer.combine(step, List.<double[][]>of(Vectors.products(g)), new double[g.length]);
        assertTrue(Arrays.stream(combination.own()).allMatch(own -> own == 1));
        return combination.shared().get(0);
    }

    /** The method as the paper writes it, on the vectors themselves. */
    private static double[] onVectors(long step, double[]... gradients) {
        SplittableRandom random = new SplittableRandom(Seeds.of(Seeds.of(SEED, "pcgrad"), step));
        double[] d = new double[gradients[0].length];
        for (int i = 0; i < gradients.length; i++) {
            double[] g = gradients[i].clone();
            for (int j : PcGrad.order(gradients.length, random)) {
                double[] other = gradients[j];
                if (j != i && Vectors.product(g, other) < 0) {
                    double by = Vectors.product(g, other) / (Vectors.product(other, other) + 1e-12);
                    for (int k = 0; k < g.length; k++) {
                        g[k] -= by * other[k];
                    }
                }
            }
            for (int k = 0; k < d.length; k++) {
                d[k] += g[k];
            }
        }
        return d;
    }

    @Test
    void withoutConflictItIsTheSum() {
        assertArrayEquals(
                new double[] {1, 1, 1},
                factors(1, new double[] {1, 0, 0}, new double[] {0, 2, 0}, new double[] {1, 1, 5}),
                0);
    }

    @Test
    void twoConflictingGradientsEndOrthogonalToTheOther() {
        double[] g = {2, 0};
        double[] h = {-1, 1};
        double[] d = Vectors.mixture(factors(1, g, h), g, h);
        // g − (−2/2) h = (1, 1) and h − (−2/4) g = (0, 1).
        assertArrayEquals(new double[] {1, 2}, d, 1e-11);
        assertTrue(Vectors.product(d, g) >= 0 && Vectors.product(d, h) >= 0);
    }

    @Test
    void oppositeGradientsCancel() {
        double[] g = {3, -4, 1};
        double[] h = {-3, 4, -1};
        assertArrayEquals(new double[3], Vectors.mixture(factors(1, g, h), g, h), 1e-11);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void innerProductsDecideAsTheVectorsWould(int tasks) {
        SplittableRandom random = new SplittableRandom(7);
        int conflicts = 0;
        for (int trial = 1; trial <= 200; trial++) {
            double[][] g = Vectors.random(random, tasks, 4);
            double[] found = factors(trial, g);
            assertArrayEquals(onVectors(trial, g), Vectors.mixture(found, g), 1e-9);
            conflicts += Arrays.stream(found).allMatch(a -> a == 1) ? 0 : 1;
        }
        assertTrue(conflicts > 50, "hardly any conflicts: " + conflicts);
    }

    @Test
    void theOrderIsDrawnFromSeedAndStep() {
        SplittableRandom random = new SplittableRandom(11);
        double[][] g = Vectors.random(random, 5, 3);
        assertArrayEquals(factors(9, g), factors(9, g), 0);
        long different = IntStream.rangeClosed(1, 30)
                .mapToObj(step -> Arrays.toString(factors(step, g)))
                .distinct()
                .count();
        assertTrue(different > 3, "the order never mattered");
        long orders = IntStream.range(0, 200)
                .mapToObj(i -> Arrays.toString(PcGrad.order(3, random)))
                .distinct()
                .count();
        assertEquals(6, orders);
    }

    @Test
    void theMeanAndEveryTensorByItself() {
        PcGradOptions options =
                new PcGradOptions(PcGradOptions.Reduction.MEAN, GradientBalancer.Comparison.TENSOR, false);
        double[][] apart = Vectors.products(new double[] {2, 0}, new double[] {-1, 1});
        double[][] alike = Vectors.products(new double[] {2, 0}, new double[] {1, 1});
        List<double[]> shared = PcGrad.of(options, Settings.of(2))
                .combine(1, List.of(apart, alike), new double[2])
                .shared();
        assertArrayEquals(new double[] {0.75, 1}, shared.get(0), 1e-11);
        assertArrayEquals(new double[] {0.5, 0.5}, shared.get(1), 0);
        assertFalse(PcGradOptions.DEFAULTS.embeddings());
    }
}
