package dev.braid.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** F1 and KS, which look at the rows above a threshold. */
class ThresholdMetricsTest {
    @Property(tries = 300)
    void f1EqualsTheDefinitionAtAnyThreshold(
            @ForAll @Size(min = 1, max = 40) boolean[] positive,
            @ForAll @IntRange(min = 1, max = 20) int distinct,
            @ForAll long seed) {
        Slow.Rows rows = Slow.Rows.of(positive, distinct, seed);
        Assume.that(rows.ranked().positives() > 0);
        for (double threshold : new double[] {0, .2, .5, rows.scores()[0], 1}) {
            assertEquals(Slow.f1(rows.labels(), rows.scores(), threshold), F1.at(rows.ranked(), threshold), 1e-12);
        }
    }

    @Property(tries = 300)
    void noThresholdBeatsTheChosenOneAndNoLargerOneEqualsIt(
            @ForAll @Size(min = 1, max = 40) boolean[] positive,
            @ForAll @IntRange(min = 1, max = 20) int distinct,
            @ForAll long seed) {
        Slow.Rows rows = Slow.Rows.of(positive, distinct, seed);
        Assume.that(rows.ranked().positives() > 0);
        double chosen = F1.bestThreshold(rows.ranked());
        double best = Slow.f1(rows.labels(), rows.scores(), chosen);
        for (double threshold : rows.scores()) {
            double f1 = Slow.f1(rows.labels(), rows.scores(), threshold);
            assertTrue(f1 <= best + 1e-12, () -> threshold + " is better than " + chosen);
            assertTrue(threshold <= chosen || f1 < best - 1e-12, () -> threshold + " is as good as " + chosen);
        }
        assertTrue(Arrays.stream(rows.scores()).anyMatch(s -> s == chosen));
    }

    @Test
    void equallyGoodThresholdsGiveTheLarger() {
        // .9 finds one of two positives purely (F1 2/3); .3 finds both beside two negatives (F1 2/3)
        RankedScores ranked = ScoredRows.of(new float[] {1, 0, 0, 1}, new double[] {.9, .5, .4, .3})
                .ranked();
        assertEquals(2.0 / 3, F1.at(ranked, .3), 1e-15);
        assertEquals(.9, F1.bestThreshold(ranked));
    }

    @Test
    void f1IsZeroWhereNothingIsFoundAndUndefinedWithoutPositives() {
        assertEquals(
                0,
                F1.at(ScoredRows.of(new float[] {1, 0}, new double[] {.1, .2}).ranked(), .5));
        RankedScores none =
                ScoredRows.of(new float[] {0, 0}, new double[] {.1, .2}).ranked();
        assertTrue(Double.isNaN(F1.at(none, .1)));
        assertTrue(Double.isNaN(F1.bestThreshold(none)));
    }

    @Property(tries = 300)
    void ksEqualsTheLargestGapOverAllThresholds(
            @ForAll @Size(min = 2, max = 40) boolean[] positive,
            @ForAll @IntRange(min = 1, max = 20) int distinct,
            @ForAll long seed) {
        Slow.Rows rows = Slow.Rows.of(positive, distinct, seed);
        Assume.that(rows.ranked().bothClasses());
        assertEquals(Slow.ks(rows.labels(), rows.scores()), KolmogorovSmirnov.of(rows.ranked()), 1e-12);
    }

    @Test
    void ksNeedsBothClasses() {
        assertTrue(Double.isNaN(KolmogorovSmirnov.of(
                ScoredRows.of(new float[] {1}, new double[] {.1}).ranked())));
        assertEquals(
                1,
                KolmogorovSmirnov.of(
                        ScoredRows.of(new float[] {1, 0}, new double[] {.1, .9}).ranked()));
    }
}
