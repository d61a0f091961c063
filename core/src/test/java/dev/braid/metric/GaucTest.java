package dev.braid.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GaucTest {
    // user 7: AUC 1 over 2 rows; user -3: AUC .5 over 4 rows, 3 positive; user 9: positives only
    private static final float[] LABELS = {1, 0, 1, 1, 1, 0, 1, 1};
    private static final double[] SCORES = {.9, .1, .8, .4, .2, .4, .1, .2};
    private static final int[] USERS = {7, 7, -3, -3, -3, -3, 9, 9};

    private static ScoredRows rows(float[] labels, double[] scores, int[] users) {
        ScoredRows rows = ScoredRows.withUsers("click");
        for (int i = 0; i < labels.length; i++) {
            rows.add(labels[i], scores[i], users[i]);
        }
        return rows;
    }

    @Test
    void usersOfOneClassAreSkippedAndTheOthersWeighted() {
        ScoredRows rows = rows(LABELS, SCORES, USERS);
        assertEquals((2 * 1 + 4 * .5) / 6, Gauc.of(rows, UserWeight.IMPRESSIONS), 1e-15);
        assertEquals((1 * 1 + 3 * .5) / 4, Gauc.of(rows, UserWeight.CLICKS), 1e-15);
        assertEquals((1 + .5) / 2, Gauc.of(rows, UserWeight.EQUAL), 1e-15);
    }

    @Test
    void isUndefinedWhenNoUserHasBothClasses() {
        ScoredRows rows = rows(new float[] {1, 0}, new double[] {.9, .1}, new int[] {1, 2});
        assertTrue(Double.isNaN(Gauc.of(rows, UserWeight.IMPRESSIONS)));
    }

    @Property(tries = 200)
    void equalsTheMeanOfEachUsersAuc(
            @ForAll @Size(min = 1, max = 80) boolean[] positive,
            @ForAll @IntRange(min = 1, max = 12) int users,
            @ForAll long seed) {
        Slow.Rows all = Slow.Rows.of(positive, 6, seed);
        Random random = new Random(seed + 1);
        int[] user = new int[positive.length];
        Arrays.setAll(user, i -> random.nextInt(users) - users / 2);
        double sum = 0;
        double weights = 0;
        for (int u = -users; u <= users; u++) {
            float[] labels = all.labels().clone();
            int count = 0;
            for (int i = 0; i < labels.length; i++) {
                labels[i] = user[i] == u ? labels[i] : Float.NaN;
                count += user[i] == u ? 1 : 0;
            }
            double auc = Slow.auc(labels, all.scores());
            if (!Double.isNaN(auc)) {
                sum += count * auc;
                weights += count;
            }
        }
        assertEquals(sum / weights, Gauc.of(rows(all.labels(), all.scores(), user), UserWeight.IMPRESSIONS), 1e-12);
    }

    @Test
    void oneUserOnlyGivesTheAuc() {
        assertEquals(
                Auc.of(LABELS, SCORES),
                Gauc.of(rows(LABELS, SCORES, new int[LABELS.length]), UserWeight.CLICKS),
                1e-15);
    }
}
