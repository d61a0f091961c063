package dev.braid.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadInput;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AucTest {
    @Test
    void knownAnswerWithOneTie() {
        assertEquals(0.875, Auc.of(new float[] {1, 0, 1, 0}, new double[] {.8, .5, .5, .1}));
    }

    @Test
    void allTiesGiveOneHalf() {
        assertEquals(0.5, Auc.of(new float[] {1, 0, 0, 1, 0}, new double[] {.3, .3, .3, .3, .3}));
    }

    @Test
    void positiveAndNegativeZeroAreATie() {
        assertEquals(0.5, Auc.of(new float[] {1, 0}, new double[] {-0.0, 0.0}));
    }

    @Test
    void oneClassOnlyIsUndefined() {
        assertTrue(Double.isNaN(Auc.of(new float[] {1, 1}, new double[] {.3, .4})));
        assertTrue(Double.isNaN(Auc.of(new float[] {0, 0}, new double[] {.3, .4})));
        assertTrue(Double.isNaN(Auc.of(new float[0], new double[0])));
    }

    @Property(tries = 300)
    void equalsPairCountingWithOneHalfPerTie(
            @ForAll @Size(min = 1, max = 60) boolean[] positive,
            @ForAll @IntRange(min = 1, max = 40) int distinct,
            @ForAll long seed) {
        Slow.Rows rows = Slow.Rows.of(positive, distinct, seed);
        assertEquals(Slow.auc(rows.labels(), rows.scores()), Auc.of(rows.labels(), rows.scores()), 1e-12);
    }

    @Property(tries = 200)
    void negatedScoresGiveTheComplement(
            @ForAll @Size(min = 2, max = 60) boolean[] positive,
            @ForAll @IntRange(min = 1, max = 40) int distinct,
            @ForAll long seed) {
        Slow.Rows rows = Slow.Rows.of(positive, distinct, seed);
        Assume.that(rows.ranked().bothClasses());
        double[] negated = Arrays.stream(rows.scores()).map(s -> -s).toArray();
        assertEquals(1 - Auc.of(rows.labels(), rows.scores()), Auc.of(rows.labels(), negated), 1e-15);
    }

    @Property(tries = 200)
    void strictlyIncreasingMapsChangeNothing(
            @ForAll @Size(min = 2, max = 60) boolean[] positive,
            @ForAll @IntRange(min = 1, max = 40) int distinct,
            @ForAll long seed) {
        Slow.Rows rows = Slow.Rows.of(positive, distinct, seed);
        Assume.that(rows.ranked().bothClasses());
        double[] logits =
                Arrays.stream(rows.scores()).map(s -> Math.log(s / (1 - s))).toArray();
        assertEquals(Auc.of(rows.labels(), rows.scores()), Auc.of(rows.labels(), logits));
    }

    @Test
    void rowsWithoutALabelDoNotCount() {
        float[] labels = {1, Float.NaN, 0, 1, 0};
        double[] scores = {.8, Double.NaN, .5, .5, .1};
        assertEquals(0.875, Auc.of(labels, scores));
    }

    @Test
    void millionsOfRowsKeepTheCountsExact() {
        int n = 3_000_000;
        ScoredRows rows = ScoredRows.of("click");
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < n; i++) {
            // all positives above all negatives except in the shared score 1, which a third of each class carries
            boolean positive = random.nextBoolean();
            rows.add(
                    positive ? 1 : 0,
                    i % 3 == 0 ? 1 : positive ? 1 + random.nextDouble() + 1e-9 : random.nextDouble(),
                    0);
        }
        RankedScores ranked = rows.ranked();
        int shared = Arrays.binarySearch(scores(ranked), 1);
        double ties = (double) ranked.positivesAt(shared) * ranked.negativesAt(shared);
        double expected = 1 - ties / 2 / ((double) ranked.positives() * ranked.negatives());
        assertEquals(expected, Auc.of(ranked), 1e-15);
        assertEquals(n, ranked.rows());
    }

    private static double[] scores(RankedScores ranked) {
        double[] scores = new double[ranked.distinct()];
        Arrays.setAll(scores, ranked::score);
        return scores;
    }

    @Test
    void aScoreThatIsNotFiniteIsRefusedByName() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            ScoredRows rows = ScoredRows.of("click");
            rows.add(1, .5, 0);
            BadInput fault = assertThrows(BadInput.class, () -> rows.add(0, bad, 0));
            assertTrue(fault.getMessage().startsWith("click: the score of row 1 is " + bad), fault.getMessage());
        }
    }

    @Test
    void aLabelThatIsNeitherZeroNorOneIsRefused() {
        BadInput fault = assertThrows(BadInput.class, () -> Auc.of(new float[] {1, 2}, new double[] {.1, .2}));
        assertTrue(fault.getMessage().contains("the label of row 1 is 2.0"), fault.getMessage());
        assertThrows(BadInput.class, () -> Auc.of(new float[] {1}, new double[] {.1, .2}));
    }
}
