package dev.braid.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whether F1, GAUC and log-loss on the same rows differ by more than chance in the rows. */
final class BootstrapTest {
    private static final Bootstrap BOOTSTRAP = new Bootstrap(500, 1);

    private static PredictedRows predicted(float[] labels, double... scores) {
        return PredictedRows.of(ScoredRows.of(labels, scores), 0.5);
    }

    /** Probabilities that err on a share of the rows. */
    private static double[] erring(Random random, float[] labels, double share) {
        double[] scores = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            boolean right = random.nextDouble() >= share;
            scores[i] = (labels[i] == 1) == right ? 0.7 : 0.2;
        }
        return scores;
    }

    private static float[] labels(Random random, int n) {
        float[] labels = new float[n];
        for (int i = 0; i < n; i++) {
            labels[i] = random.nextInt(4) == 0 ? 1 : 0;
        }
        return labels;
    }

    @Test
    void f1OfKindsOfRowsIsF1OfTheRows() {
        Random random = new Random(2);
        float[] labels = labels(random, 200);
        double[] a = erring(random, labels, 0.2);
        double[] b = erring(random, labels, 0.3);
        double ofA = F1.at(ScoredRows.of(labels, a).ranked(), 0.5);
        double ofB = F1.at(ScoredRows.of(labels, b).ranked(), 0.5);
        assertEquals(ofA, predicted(labels, a).f1(), 1e-12);
        PredictedRows both = PredictedRows.all(List.of(predicted(labels, a), predicted(labels, b)));
        assertEquals((ofA + ofB) / 2, both.f1(), 1e-12);
    }

    @Test
    void twoThatAreAlikeDoNotDiffer() {
        float[] labels = {1, 1, 0, 0, 0};
        PredictedRows one = predicted(labels, 0.9, 0.1, 0.6, 0.2, 0.3);
        assertEquals(1, one.p(predicted(labels, 0.8, 0.3, 0.7, 0.1, 0.1), BOOTSTRAP));
        double[] losses = LogLoss.ofRows(ScoredRows.of(labels, new double[] {0.9, 0.1, 0.6, 0.2, 0.3}));
        assertEquals(1, Difference.ofMeans(losses, losses).p());
    }

    @Test
    void theSameSeedGivesTheSamePValueAndTheOrderOfTheTwoDoesNotMatter() {
        Random random = new Random(4);
        float[] labels = labels(random, 150);
        PredictedRows a = predicted(labels, erring(random, labels, 0.2));
        PredictedRows b = predicted(labels, erring(random, labels, 0.26));
        double p = a.p(b, BOOTSTRAP);
        assertEquals(p, a.p(b, BOOTSTRAP));
        assertTrue(p > 0 && p < 1, () -> "p = " + p);
        assertEquals(p, b.p(a, BOOTSTRAP), 0.05);
    }

    @Test
    void equalF1sAreRarelyToldApartAndUnequalOnesMostly() {
        assertEquals(0.05, share(400, 0.2), 0.04);
        assertTrue(share(50, 0.35) > 0.9);
    }

    private static double share(int trials, double second) {
        Random random = new Random(8);
        int significant = 0;
        for (int trial = 0; trial < trials; trial++) {
            float[] labels = labels(random, 400);
            PredictedRows a = predicted(labels, erring(random, labels, 0.2));
            significant +=
                    a.p(predicted(labels, erring(random, labels, second)), new Bootstrap(200, trial)) < 0.05 ? 1 : 0;
        }
        return significant / (double) trials;
    }

    @Test
    void rowLossesHaveTheirMetricAsMeanAndTheirTestIsStudentsPairedOne() {
        float[] labels = {1, 0, 0, 1};
        double[] p = {0.8, 0.3, 0, 1e-9};
        double[] q = {0.7, 0.2, 0.4, 0.3};
        double[] losses = LogLoss.ofRows(ScoredRows.of(labels, p));
        assertEquals(
                LogLoss.of(ScoredRows.of(labels, p).ranked()),
                (losses[0] + losses[1] + losses[2] + losses[3]) / 4,
                1e-12);
        assertEquals(-Math.log(1e-7), losses[1], 1e-9, "positives come first, clipped as the metric is");
        Difference difference = Difference.ofMeans(new double[] {1, 2, 6}, new double[] {0, 0, 0});
        assertEquals(3, difference.value(), 1e-15);
        assertEquals(Math.sqrt(7.0 / 3), difference.standardError(), 1e-12);
        assertThrows(
                IllegalArgumentException.class,
                () -> Difference.ofMeans(losses, LogLoss.ofRows(ScoredRows.of(new float[] {1}, new double[] {q[0]}))));
    }

    /** Users of ten rows each; the second predictor errs more for a share of the users. */
    private static UserAucs users(int users, double wrong, long seed) {
        Random random = new Random(seed);
        ScoredRows rows = ScoredRows.withUsers("task");
        for (int u = 0; u < users; u++) {
            boolean lost = random.nextDouble() < wrong;
            for (int i = 0; i < 10; i++) {
                float label = i < 3 ? 1 : 0;
                rows.add(label, (lost ? 0 : label) + random.nextGaussian(), u);
            }
        }
        return Gauc.byUser(rows, UserWeight.IMPRESSIONS);
    }

    @Test
    void gaucDrawsUsers() {
        UserAucs good = users(150, 0, 1);
        assertEquals(0.5, users(200, 1, 2).gauc(), 0.05);
        assertTrue(good.p(users(150, 0, 2), BOOTSTRAP) > 0.05, "as good, with other noise");
        assertTrue(good.p(users(150, 0.6, 3), BOOTSTRAP) < 0.01);
        assertEquals(1, good.p(good, BOOTSTRAP));
        UserAucs mean = UserAucs.mean(List.of(good, users(150, 0.6, 3)));
        assertEquals((good.gauc() + users(150, 0.6, 3).gauc()) / 2, mean.gauc(), 1e-12);
    }

    @Test
    void whatHangsOnOneUserCouldBeChance() {
        ScoredRows rows = ScoredRows.withUsers("task");
        ScoredRows others = ScoredRows.withUsers("task");
        for (int u = 0; u < 20; u++) {
            rows.add(1, 0.6, u);
            rows.add(0, 0.4, u);
            others.add(1, u == 0 ? 0.3 : 0.6, u);
            others.add(0, 0.4, u);
        }
        double p = Gauc.byUser(rows, UserWeight.IMPRESSIONS).p(Gauc.byUser(others, UserWeight.IMPRESSIONS), BOOTSTRAP);
        assertTrue(p > 0.5, () -> "the user is not drawn in one of e resamples, p = " + p);
    }

    @Test
    void noPValueIsZero() {
        float[] labels = {1, 1, 1, 0, 0, 0, 1, 1, 1};
        double[] right = {1, 1, 1, 0, 0, 0, 1, 1, 1};
        double[] wrong = {0, 0, 0, 1, 1, 1, 0, 0, 0};
        double p = predicted(labels, right).p(predicted(labels, wrong), new Bootstrap(99, 3));
        assertEquals(2.0 / 100, p, 1e-12);
    }
}
