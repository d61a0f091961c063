package dev.braid.objective.balance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** models.md §21. */
final class UncertaintyTest {
    private static final double NONE = Double.NaN;

    private static Uncertainty fresh() {
        return Uncertainty.of(UncertaintyOptions.DEFAULTS, Settings.of(2));
    }

    @Test
    void beginsWithTheSumOfTheLosses() {
        assertArrayEquals(new double[] {1, 1}, fresh().factors(1), 0);
    }

    /** Losses below ½ must be able to get factors above 1: a log-variance forced above 0 can only weigh down. */
    @ParameterizedTest
    @ValueSource(doubles = {0.03, 0.3, 0.5, 2, 20})
    void aConstantLossBringsTheLogVarianceToLnTwoL(double loss) {
        Uncertainty balancer = fresh();
        for (int step = 1; step <= 3000; step++) {
            balancer.learn(step, new double[] {loss, 0.5}, new double[0]);
        }
        assertEquals(1 / (2 * loss), balancer.factors(3001)[0], 1e-3 / loss);
        assertEquals(1, balancer.factors(3001)[1], 1e-9);
    }

    @Test
    void theSlopeIsThatOfTheLoss() {
        for (double s : new double[] {-1.3, 0, 0.7}) {
            for (double loss : new double[] {0.05, 0.7, 3}) {
                double h = 1e-5;
                double above = Math.exp(-s - h) * loss + 0.5 * (s + h);
                double below = Math.exp(-s + h) * loss + 0.5 * (s - h);
                assertEquals((above - below) / (2 * h), Uncertainty.slope(s, loss), 1e-6);
            }
        }
    }

    @Test
    void theLogVarianceStaysWithinTen() {
        Uncertainty balancer = Uncertainty.of(new UncertaintyOptions(1000), Settings.of(2));
        for (int step = 1; step <= 100; step++) {
            balancer.learn(step, new double[] {1e-30, 1e30}, new double[0]);
        }
        assertEquals(Math.exp(10), balancer.factors(101)[0], 1e-6);
        assertEquals(Math.exp(-10), balancer.factors(101)[1], 1e-6);
    }

    /** A doubly robust risk may be negative: nothing would stop its log-variance from falling. */
    @Test
    void lossesThatAreNotPositiveTeachNothing() {
        Uncertainty balancer = fresh();
        for (int step = 1; step <= 2000; step++) {
            balancer.learn(step, new double[] {step % 2 == 0 ? -0.1 : 0, 0.2}, new double[0]);
        }
        assertEquals(1, balancer.factors(2001)[0], 0);
        assertTrue(balancer.factors(2001)[1] > 2);
    }

    @Test
    void aTaskThatTakesNoPartIsLeftAlone() {
        Uncertainty with = fresh();
        Uncertainty without = fresh();
        for (int step = 1; step <= 20; step++) {
            with.learn(step, new double[] {0.2, 0.9}, new double[0]);
            without.learn(2L * step - 1, new double[] {0.2, 0.9}, new double[0]);
            without.learn(2L * step, new double[] {0.2, NONE}, new double[0]);
        }
        assertEquals(with.factors(21)[1], without.factors(41)[1], 0);
        assertTrue(without.factors(41)[0] > with.factors(21)[0]);
    }
}
