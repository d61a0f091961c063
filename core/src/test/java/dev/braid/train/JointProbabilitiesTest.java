package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class JointProbabilitiesTest {
    private static final double EXACT = 1e-15;

    @Test
    void aTasksProbabilityBecomesTheOneGivenItsParent() {
        double[][] p = {{0.5, 0.8}, {0.2, 0.8}, {0.05, 0.4}};
        JointProbabilities.divide(p, -1, 0, 1);
        assertArrayEquals(new double[] {0.5, 0.8}, p[0]);
        assertArrayEquals(new double[] {0.4, 1}, p[1], EXACT);
        assertArrayEquals(new double[] {0.25, 0.5}, p[2], EXACT);
    }

    @Test
    void productsAlongTheChainAreTheLeastOfAllBefore() {
        double[][] p = {{0.3}, {0.5}, {0.4}, {0.2}};
        JointProbabilities.divide(p, -1, 0, 1, 2);
        assertEquals(1, p[1][0]);
        assertEquals(1, p[2][0]);
        assertEquals(0.2, p[0][0] * p[1][0] * p[2][0] * p[3][0], EXACT);
    }

    @Test
    void whatFollowsTheImpossibleIsImpossible() {
        double underflow = 1 / (1 + Math.exp(800));
        double[][] p = {{underflow, 0.5}, {underflow, 0}, {0.3, 0.1}};
        JointProbabilities.divide(p, -1, 0, 1);
        assertArrayEquals(new double[] {0, 0.5}, p[0]);
        assertArrayEquals(new double[] {0, 0}, p[1]);
        assertArrayEquals(new double[] {0, 0}, p[2]);
    }

    @Test
    void tasksWithoutParentsStayAsTheyAre() {
        double[][] p = {{0.3}, {0.5}};
        JointProbabilities.divide(p, -1, -1);
        assertArrayEquals(new double[] {0.5}, p[1]);
    }
}
