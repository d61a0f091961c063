package dev.braid.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.metric.Metric;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether a difference between variants is more than chance. */
final class RankingTest {
    /** Student's sleep data (1908): extra hours of sleep of ten patients under two drugs; t = 4.0621, p = 0.002833. */
    private static final double[] FIRST = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};

    private static final double[] SECOND = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

    private static Map<String, double[]> values(double[] a, double[] b, double[] c) {
        Map<String, double[]> values = new LinkedHashMap<>();
        values.put("a", a);
        values.put("b", b);
        values.put("c", c);
        return values;
    }

    @Test
    void thePValueIsThatOfStudentsOwnExample() {
        assertEquals(0.002833, PairedTest.p(FIRST, SECOND), 5e-7);
        assertEquals(PairedTest.p(FIRST, SECOND), PairedTest.p(SECOND, FIRST), 1e-15);
    }

    @Test
    void twoSeedsAreTheLeast() {
        assertTrue(Double.isNaN(PairedTest.p(new double[] {0.7}, new double[] {0.6})));
        // t = 2 with one degree of freedom, whose distribution is Cauchy's: p = 1 − 2·atan(2)/π
        assertEquals(1 - 2 * Math.atan(2) / Math.PI, PairedTest.p(new double[] {1, 3}, new double[] {0, 0}), 1e-12);
    }

    @Test
    void differencesWithoutAnySpreadAreCertain() {
        assertEquals(1, PairedTest.p(new double[] {0.7, 0.8}, new double[] {0.7, 0.8}));
        assertEquals(0, PairedTest.p(new double[] {2, 3}, new double[] {1, 2}));
    }

    @Test
    void holmMultipliesTheSmallestByTheNumberOfTestsAndKeepsTheOrder() {
        assertArrayEquals(new double[] {0.04, 0.04, 0.03}, PairedTest.holm(0.02, 0.03, 0.01), 1e-12);
        assertArrayEquals(new double[] {0.03, 0.5, 0.08}, PairedTest.holm(0.01, 0.5, 0.04), 1e-12);
        assertArrayEquals(new double[] {1, 1}, PairedTest.holm(0.9, 0.8), 1e-12);
    }

    @Test
    void theBestIsTheBestMeanInTheMetricsDirection() {
        double[] low = {0.1, 0.2, 0.3};
        double[] middle = {0.2, 0.3, 0.4};
        double[] high = {0.5, 0.6, 0.71};
        assertEquals(
                "c",
                Ranking.of("t", Metric.AUC, values(low, middle, high))
                        .orElseThrow()
                        .best());
        assertEquals(
                "a",
                Ranking.of("t", Metric.LOGLOSS, values(low, middle, high))
                        .orElseThrow()
                        .best());
    }

    @Test
    void pValuesAreCorrectedForAllPairsSinceAnyVariantCouldHaveComeOutBest() {
        double[] a = {0.90, 0.91, 0.92, 0.905};
        double[] b = {0.88, 0.90, 0.89, 0.89};
        double[] c = {0.885, 0.90, 0.905, 0.89};
        Ranking ranking = Ranking.of("t", Metric.AUC, values(a, b, c)).orElseThrow();
        double[] all = PairedTest.holm(PairedTest.p(a, b), PairedTest.p(a, c), PairedTest.p(b, c));
        assertEquals(all[0], ranking.p().get("b"), 1e-15);
        assertEquals(all[1], ranking.p().get("c"), 1e-15);
        assertEquals(3, ranking.pairs());
        assertArrayEquals(new double[] {0.03, 0.08}, PairedTest.holmOf(3, 0.01, 0.04), 1e-12);
    }

    @Test
    void seedsThatAreOffToBothSidesDoNotMakeUpForEachOther() {
        Ranking ranking = Ranking.of(
                        "t",
                        Metric.PCOC,
                        values(new double[] {0.5, 1.5}, new double[] {0.99, 0.99}, new double[] {1.02, 0.98}))
                .orElseThrow();
        assertEquals("b", ranking.best());
        assertTrue(ranking.p().get("a") < 0.001, "always further off, though on both sides");
    }

    @Test
    void whatVariesWithTheSeedCouldBeAsGoodAndWhatIsAlwaysWorseCouldNot() {
        Ranking ranking = Ranking.of(
                        "t",
                        Metric.AUC,
                        values(
                                new double[] {0.90, 0.91, 0.92, 0.90, 0.91},
                                new double[] {0.91, 0.90, 0.92, 0.91, 0.90},
                                new double[] {0.80, 0.81, 0.83, 0.80, 0.82}))
                .orElseThrow();
        assertTrue(ranking.couldBeAsGood(ranking.best().equals("a") ? "b" : "a"));
        assertFalse(ranking.couldBeAsGood("c"));
    }

    @Test
    void oneSeedSaysNothingAboutChance() {
        Ranking ranking = Ranking.of(
                        "t", Metric.AUC, values(new double[] {0.9}, new double[] {0.8}, new double[] {Double.NaN}))
                .orElseThrow();
        assertEquals("a", ranking.best());
        assertNull(ranking.p().get("b"));
        assertFalse(ranking.couldBeAsGood("b"));
        assertFalse(ranking.p().containsKey("c"), "an undefined variant takes no part");
    }
}
