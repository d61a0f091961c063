package dev.braid.experiment.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

/** Kendall's τ-b. */
final class OrderAgreementTest {
    private static final double[] UP = {1, 2, 3, 4};

    @Test
    void equalOrdersAgreeAndReversedOnesDisagree() {
        assertEquals(
                1.0, OrderAgreement.of("", UP, new double[] {10, 20, 25, 90}).tau());
        assertEquals(-1.0, OrderAgreement.of("", UP, new double[] {4, 3, 2, 1}).tau());
    }

    /** 6 pairs, 5 of one order and 1 of the other. */
    @Test
    void oneExchangedPairCostsTwoSixths() {
        assertEquals(
                4.0 / 6, OrderAgreement.of("", UP, new double[] {1, 2, 4, 3}).tau());
    }

    /** Paper ties one of three pairs: (2 agreeing − 0) / √(2 · 3). */
    @Test
    void tiesCountInOneSideOnly() {
        double[] tied = {1, 1, 2};
        double[] apart = {1, 2, 3};
        assertEquals(2 / Math.sqrt(6), OrderAgreement.of("", tied, apart).tau());
    }

    @Test
    void nothingIsSaidWhereASideHasOneNumberOnly() {
        assertNull(OrderAgreement.of("", UP, new double[] {5, 5, 5, 5}).tau());
    }
}
