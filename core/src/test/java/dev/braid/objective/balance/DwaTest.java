package dev.braid.objective.balance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** models.md §25; 4 steps an epoch. */
final class DwaTest {
    private static final double[] NO_NORMS = {};

    private static Dwa fresh(double temperature) {
        return Dwa.of(new DwaOptions(temperature, 0), Settings.of(3));
    }

    /** An epoch of steps whose mean losses are given, and the factors after it. */
    private static double[] epoch(Dwa balancer, int epoch, double... means) {
        for (int i = 1; i <= 4; i++) {
            double around = i % 2 == 0 ? 0.1 : -0.1;
            long step = 4L * epoch + i;
            balancer.learn(step, Arrays.stream(means).map(m -> m + around).toArray(), NO_NORMS);
        }
        return balancer.factors(4L * epoch + 5);
    }

    @Test
    void theFirstTwoEpochsAreNeutralAndFactorsStayWithinAnEpoch() {
        Dwa balancer = fresh(2);
        double[] ones = {1, 1, 1};
        assertArrayEquals(ones, balancer.factors(1), 0);
        assertArrayEquals(ones, epoch(balancer, 0, 1, 2, 3), 0);
        double[] third = epoch(balancer, 1, 0.5, 1.8, 3);
        balancer.learn(9, new double[] {9, 9, 9}, NO_NORMS);
        assertArrayEquals(third, balancer.factors(10), 0);
        assertTrue(third[2] > third[1] && third[1] > third[0], Arrays.toString(third));
    }

    @Test
    void factorsAreTheSoftmaxOfTheRatios() {
        Dwa balancer = fresh(2);
        double[] unused = epoch(balancer, 0, 1, 2, 3);
        assertEquals(3, unused.length);
        double[] found = epoch(balancer, 1, 0.5, 1.8, 3);
        double[] e = {Math.exp(0.5 / 2), Math.exp(0.9 / 2), Math.exp(1.0 / 2)};
        double sum = e[0] + e[1] + e[2];
        assertArrayEquals(new double[] {3 * e[0] / sum, 3 * e[1] / sum, 3 * e[2] / sum}, found, 1e-12);
        assertEquals(3, Arrays.stream(found).sum(), 1e-12);
    }

    @Test
    void equalRatiosAndAHighTemperatureAreNeutral() {
        Dwa balancer = fresh(2);
        assertEquals(3, epoch(balancer, 0, 1, 2, 4).length);
        assertArrayEquals(new double[] {1, 1, 1}, epoch(balancer, 1, 0.5, 1, 2), 1e-12);
        Dwa hot = fresh(1e9);
        assertEquals(3, epoch(hot, 0, 1, 2, 4).length);
        assertArrayEquals(new double[] {1, 1, 1}, epoch(hot, 1, 0.1, 1.9, 4), 1e-8);
    }

    @Test
    void aTaskWithoutTwoMeansKeepsFactorOneAndTheOthersShareTheRest() {
        Dwa balancer = fresh(2);
        assertEquals(3, epoch(balancer, 0, 1, 2, Double.NaN).length);
        double[] found = epoch(balancer, 1, 0.5, 2, 1);
        assertEquals(1, found[2], 0);
        assertEquals(3, Arrays.stream(found).sum(), 1e-12);
        assertTrue(found[1] > 1 && found[0] < 1);
        Dwa pausing = fresh(2);
        assertEquals(3, epoch(pausing, 0, 1, 2, 1).length);
        double[] before = epoch(pausing, 1, 0.5, 1.8, 0.7);
        double[] after = epoch(pausing, 2, Double.NaN, Double.NaN, Double.NaN);
        assertArrayEquals(before, after, 0);
    }

    @Test
    void stepsMayTakeThePlaceOfEpochs() {
        Dwa balancer = Dwa.of(new DwaOptions(2, 1), Settings.of(2));
        balancer.learn(1, new double[] {1, 1}, NO_NORMS);
        balancer.learn(2, new double[] {0.5, 1}, NO_NORMS);
        double[] found = balancer.factors(3);
        assertEquals(Math.exp(0.25), found[1] / found[0], 1e-12);
    }
}
