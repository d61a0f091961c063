package dev.braid.objective.balance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** models.md §22. */
final class GradNormTest {
    private static final GradNormOptions DEFAULTS = GradNormOptions.DEFAULTS;

    private static GradNorm of(int tasks, double alpha, double rate, GradNormOptions.Start start) {
        return GradNorm.of(
                new GradNormOptions(alpha, rate, GradNormOptions.Rule.SGD, start, GradNormOptions.Layer.LAST),
                Settings.of(tasks));
    }

    @ParameterizedTest
    @EnumSource
    void factorsArePositiveAndAddUpToT(GradNormOptions.Rule rule) {
        GradNormOptions options =
                new GradNormOptions(3, 0.3, rule, GradNormOptions.Start.AVERAGE, GradNormOptions.Layer.LAST);
        GradNorm balancer = GradNorm.of(options, Settings.of(4));
        SplittableRandom random = new SplittableRandom(1);
        for (int step = 1; step <= 200; step++) {
            double[] losses = random.doubles(4, 0.01, 3).toArray();
            balancer.learn(step, losses, random.doubles(4, 0, 5).toArray());
            double[] w = balancer.factors(step + 1);
            assertTrue(Arrays.stream(w).allMatch(x -> x > 0), Arrays.toString(w));
            assertEquals(4, Arrays.stream(w).sum(), 1e-9);
        }
    }

    @Test
    void identicalTasksKeepFactorOne() {
        GradNorm balancer = GradNorm.of(DEFAULTS, Settings.of(3));
        for (int step = 1; step <= 50; step++) {
            double loss = 1.0 / step;
            balancer.learn(step, new double[] {loss, loss, loss}, new double[] {0.3, 0.3, 0.3});
        }
        assertArrayEquals(new double[] {1, 1, 1}, balancer.factors(51), 1e-12);
    }

    @Test
    void withoutAlphaAllGradientsBecomeEquallyLong() {
        GradNorm balancer = of(3, 0, 1e-4, GradNormOptions.Start.FIRST);
        double[] norms = {1, 2, 4};
        for (int step = 1; step <= 20_000; step++) {
            balancer.learn(step, new double[] {1, 0.1, 5}, norms);
        }
        double[] w = balancer.factors(20_001);
        double each = 3 / (1 + 0.5 + 0.25);
        assertArrayEquals(new double[] {each, each / 2, each / 4}, w, 5e-3);
    }

    /** Equally long gradients: all that can move factors is a task's own pace. A common target would move none apart. */
    @Test
    void theSlowTaskIsFavouredByItsOwnPace() {
        GradNorm balancer = of(3, 1.5, 0.01, GradNormOptions.Start.FIRST);
        double[] norms = {1, 1, 1};
        balancer.learn(1, new double[] {2, 1, 0.5}, norms);
        assertArrayEquals(new double[] {1, 1, 1}, balancer.factors(2), 1e-12);
        balancer.learn(2, new double[] {1, 0.9, 0.05}, norms); // halved, nearly as before, a tenth
        double[] w = balancer.factors(3);
        // Ratios ½, 0.9 and 0.1 with mean ½: the targets are 1, 1.8^1.5 and 0.2^1.5.
        assertEquals(1, w[0], 1e-12);
        assertEquals(1.01, w[1], 1e-12);
        assertEquals(0.99, w[2], 1e-12);
    }

    @Test
    void progressIsMeasuredFromWhereItIsSaidTo() {
        double ln2 = Math.log(2);
        GradNorm balancer = of(2, 1, 0.01, GradNormOptions.Start.LN2);
        balancer.learn(1, new double[] {ln2, ln2 / 2}, new double[] {1, 1});
        assertArrayEquals(new double[] {1.01, 0.99}, balancer.factors(2), 1e-12);
        GradNorm averaging = of(2, 1, 0.01, GradNormOptions.Start.AVERAGE);
        for (int step = 1; step <= 20; step++) {
            averaging.learn(step, new double[] {step <= 10 ? 2 : 1, 1}, new double[] {0, 0});
        }
        double kept = 1 + Math.pow(0.9, 10); // of task 0
        averaging.learn(21, new double[] {kept, 1}, new double[] {1, 1});
        assertArrayEquals(new double[] {1, 1}, averaging.factors(22), 0.0100001);
        double[] state = averaging.state();
        assertEquals(kept, state[2], 1e-12);
        averaging.learn(22, new double[] {9, 9}, new double[] {1, 1});
        assertEquals(kept, averaging.state()[2], 1e-12);
    }

    /** Inverse propensity scores are 0 in a batch without a click, and a doubly robust risk may be negative. */
    @ParameterizedTest
    @EnumSource
    void lossesOfZeroAndBelowLeaveFactorsFinite(GradNormOptions.Start start) {
        double[][] losses = {{0.7, 0}, {0.7, -0.2}, {0.7, 0.5}, {0.6, -0.2}, {-0.2, -0.2}, {0, 0}, {0.5, 0.4}};
        GradNorm balancer = of(2, 1.5, 0.05, start);
        for (int step = 1; step <= losses.length; step++) {
            balancer.learn(step, losses[step - 1], new double[] {0.5, 2});
            double[] w = balancer.factors(step + 1);
            assertTrue(w[0] > 0 && w[1] > 0, () -> Arrays.toString(w));
            assertEquals(2, w[0] + w[1], 1e-12);
        }
        assertTrue(balancer.factors(9)[0] != 1, "it never learned");
    }

    @Test
    void progressIsMeasuredFromTheFirstPositiveLoss() {
        GradNorm late = of(2, 1, 0.01, GradNormOptions.Start.FIRST);
        late.learn(1, new double[] {0.7, 0}, new double[] {1, 1});
        assertArrayEquals(new double[] {1, 1}, late.factors(2), 0);
        late.learn(2, new double[] {0.7, 0.5}, new double[] {1, 1});
        assertArrayEquals(new double[] {1, 1}, late.factors(3), 1e-12);
        late.learn(3, new double[] {0.7, 0.25}, new double[] {1, 1});
        assertArrayEquals(new double[] {1.01, 0.99}, late.factors(4), 1e-12);
    }

    @Test
    void aTaskThatTakesNoPartIsLeftAlone() {
        GradNorm balancer = of(3, 1.5, 0.1, GradNormOptions.Start.FIRST);
        balancer.learn(1, new double[] {1, Double.NaN, 1}, new double[] {3, 0, 1});
        double[] w = balancer.factors(2);
        assertEquals(1, w[1], 0);
        assertEquals(3, Arrays.stream(w).sum(), 1e-12);
        assertTrue(w[0] < w[2]);
        double[] before = balancer.state();
        balancer.learn(2, new double[] {Double.NaN, Double.NaN, Double.NaN}, new double[] {0, 0, 0});
        assertArrayEquals(before, balancer.state(), 0);
    }
}
