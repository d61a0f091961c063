package dev.braid.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.experiment.Ranking.Verdict;
import dev.braid.metric.Bootstrap;
import dev.braid.metric.Delong;
import dev.braid.metric.Metric;
import dev.braid.metric.ScoredRows;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whether the evaluated rows are enough to tell variants apart, and what seeds and rows say together. */
final class RowTestsTest {
    private static final Bootstrap BOOTSTRAP = new Bootstrap(200, 1);
    private static final int ROWS = 600;

    /** Rows of ten users whose label the score follows the closer the stronger. */
    private static ScoredRows rows(double strength, long noise) {
        Random labels = new Random(1);
        Random random = new Random(noise);
        ScoredRows rows = ScoredRows.withUsers("click");
        for (int i = 0; i < ROWS; i++) {
            float label = labels.nextInt(3) == 0 ? 1 : 0;
            double logit = strength * (label - 0.5) + random.nextGaussian() / 2;
            rows.add(label, 1 / (1 + Math.exp(-logit)), i % 10);
        }
        return rows;
    }

    private static Map<String, ScoredVariant> scored(ScoredRows... seeds) {
        ScoredVariant variant = new ScoredVariant();
        for (ScoredRows rows : seeds) {
            variant.add(rows, 0.5);
        }
        return Map.of("click", variant);
    }

    private static List<Ranking> rankings(double best, double same, double worse) {
        List<Ranking> rankings = new ArrayList<>();
        for (Metric metric : List.of(Metric.AUC, Metric.F1, Metric.GAUC, Metric.KS)) {
            Map<String, double[]> values = new LinkedHashMap<>();
            values.put("worse", new double[] {worse, worse + 0.001});
            values.put("best", new double[] {best, best + 0.0011});
            values.put("same", new double[] {same, same - 0.001});
            rankings.add(Ranking.of("click", metric, values).orElseThrow());
        }
        return rankings;
    }

    @Test
    void everyMetricWithATestIsTestedAgainstItsBest() {
        List<String> asked = new ArrayList<>();
        List<RowTest> tests = new RowTests(rankings(0.9, 0.899, 0.6), BOOTSTRAP)
                .of(List.of("worse", "best", "same"), label -> {
                    asked.add(label);
                    return switch (label) {
                        case "best" -> scored(rows(2, 5), rows(2, 6));
                        case "same" -> scored(rows(2, 7), rows(2, 8));
                        default -> scored(rows(0.3, 9), rows(0.3, 10));
                    };
                });
        assertEquals(List.of("best", "worse", "same"), asked, "the best first, each once");
        assertEquals(
                List.of("auc", "f1", "gauc"),
                tests.stream().map(RowTest::metric).toList());
        assertEquals("DeLong", tests.get(0).test());
        assertEquals("paired bootstrap of users, 200 resamples", tests.get(2).test());
        for (RowTest test : tests) {
            assertEquals("best", test.best());
            assertTrue(test.p().get("worse") < Ranking.LEVEL, test::toString);
            assertTrue(test.p().get("same") >= Ranking.LEVEL, test::toString);
        }
    }

    @Test
    void ofABestVariantOnlyWhatItsTestsNeedIsKept() {
        List<Ranking> rankings = new ArrayList<>();
        for (Metric metric : List.of(Metric.AUC, Metric.LOGLOSS)) {
            Map<String, double[]> values = new LinkedHashMap<>();
            values.put("a", new double[] {0.9, 0.91}); // best by AUC
            values.put("b", new double[] {0.8, 0.81}); // best by log-loss
            rankings.add(Ranking.of("click", metric, values).orElseThrow());
        }
        List<String> asked = new ArrayList<>();
        Bootstrap bootstrap = BOOTSTRAP;
        List<RowTest> tests = new RowTests(rankings, bootstrap).of(List.of("a", "b"), label -> {
            asked.add(label);
            return label.equals("a") ? scored(rows(2, 5)) : scored(rows(0.3, 9));
        });
        assertEquals(List.of("a", "b", "a", "b"), asked, "what a is not best in is scored again, not kept");
        ScoredVariant a = scored(rows(2, 5)).get("click");
        ScoredVariant b = scored(rows(0.3, 9)).get("click");
        assertEquals(
                ScoredVariant.Test.DELONG.p(a, b, bootstrap), tests.get(0).p().get("b"), 1e-12);
        assertEquals(
                ScoredVariant.Test.PAIRED.p(b, a, bootstrap), tests.get(1).p().get("a"), 1e-12);
        ScoredVariant kept = a.only(EnumSet.of(ScoredVariant.Test.DELONG));
        assertEquals(ScoredVariant.Test.DELONG.p(a, b, bootstrap), ScoredVariant.Test.DELONG.p(kept, b, bootstrap));
        assertThrows(IllegalArgumentException.class, () -> ScoredVariant.Test.PAIRED.p(kept, b, bootstrap));
    }

    @Test
    void delongIsThatOfTheMeanOverSeedsCorrectedByHolm() {
        List<RowTest> tests = new RowTests(rankings(0.9, 0.899, 0.6), BOOTSTRAP)
                .of(List.of("worse", "best", "same"), label -> switch (label) {
                    case "best" -> scored(rows(2, 5), rows(2, 6));
                    case "same" -> scored(rows(1.9, 7), rows(2, 8));
                    default -> scored(rows(1.8, 9), rows(1.8, 10));
                });
        Delong best = Delong.of(rows(2, 5)).meanWith(1, Delong.of(rows(2, 6)));
        double same = best.minus(Delong.of(rows(1.9, 7)).meanWith(1, Delong.of(rows(2, 8))))
                .p();
        double worse = best.minus(Delong.of(rows(1.8, 9)).meanWith(1, Delong.of(rows(1.8, 10))))
                .p();
        double[] holm = PairedTest.holmOf(3, worse, same);
        assertEquals(holm[0], tests.get(0).p().get("worse"), 1e-12);
        assertEquals(holm[1], tests.get(0).p().get("same"), 1e-12);
    }

    @Test
    void aDifferenceIsRealOnlyWhereSeedsAndRowsAgree() {
        Map<String, double[]> values = new LinkedHashMap<>();
        values.put("best", new double[] {0.90, 0.901, 0.902});
        values.put("steady", new double[] {0.80, 0.8011, 0.802});
        values.put("wavering", new double[] {0.95, 0.70, 0.80});
        Ranking seeds = Ranking.of("click", Metric.AUC, values).orElseThrow();
        assertEquals(Verdict.REAL, seeds.verdict("steady"), "without a test over rows, seeds decide");
        assertEquals(Verdict.CHANCE, seeds.verdict("wavering"));
        Ranking both = seeds.with(List.of(test(0.001, 0.001)));
        assertEquals(Verdict.REAL, both.verdict("steady"));
        assertEquals(Verdict.CHANCE, both.verdict("wavering"), "the rows cannot outweigh the seeds");
        assertEquals(Verdict.CHANCE, seeds.with(List.of(test(0.2, 0.2))).verdict("steady"), "nor the seeds the rows");
        assertEquals(Verdict.UNKNOWN, seeds.with(List.of(test(null, null))).verdict("steady"), "too few rows to know");
        assertNull(
                seeds.with(List.of(new RowTest("buy", "auc", "DeLong", "best", Map.of(), 0)))
                        .rowTest(),
                "another task's");
    }

    private static RowTest test(Double steady, Double wavering) {
        Map<String, Double> p = new LinkedHashMap<>();
        p.put("steady", steady);
        p.put("wavering", wavering);
        return new RowTest("click", "auc", "DeLong", "best", p, 3);
    }

    @Test
    void oneSeedCannotMakeADifferenceReal() {
        Map<String, double[]> values = new LinkedHashMap<>();
        values.put("best", new double[] {0.90});
        values.put("steady", new double[] {0.80});
        Ranking once = Ranking.of("click", Metric.AUC, values).orElseThrow();
        assertEquals(Verdict.UNKNOWN, once.with(List.of(test(0.001, null))).verdict("steady"));
        assertTrue(once.with(List.of(test(0.001, null))).isOpen("steady"), "and has a mark of its own");
        assertFalse(once.isOpen("steady"), "where nothing was tested, there is nothing to mark");
        assertTrue(once.with(List.of(test(0.3, null))).couldBeAsGood("steady"), "but rows can say that it is none");
        assertFalse(once.couldBeAsGood("steady"));
    }
}
