package dev.braid.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** DeLong's test: whether two AUCs on the same rows differ by more than chance. */
final class DelongTest {
    /**
     * The patients of DeLong, DeLong and Clarke-Pearson (1988), as the SAS/STAT user's guide prints them: albumin, total
     * protein, K-G score, whether surgery was of use. The K-G score is used as 10 less the score.
     */
    private static final double[] PATIENTS = {
        3.0, 5.8, 10, 0, 3.2, 6.3, 5, 1, 3.9, 6.8, 3, 1, 2.8, 4.8, 6, 0, 3.2, 5.8, 3, 1, 0.9, 4.0, 5, 0,
        2.5, 5.7, 8, 0, 1.6, 5.6, 5, 1, 3.8, 5.7, 5, 1, 3.7, 6.7, 6, 1, 3.2, 5.4, 4, 1, 3.8, 6.6, 6, 1,
        4.1, 6.6, 5, 1, 3.6, 5.7, 5, 1, 4.3, 7.0, 4, 1, 3.6, 6.7, 4, 0, 2.3, 4.4, 6, 1, 4.2, 7.6, 4, 0,
        4.0, 6.6, 6, 0, 3.5, 5.8, 6, 1, 3.8, 6.8, 7, 1, 3.0, 4.7, 8, 0, 4.5, 7.4, 5, 1, 3.7, 7.4, 5, 1,
        3.1, 6.6, 6, 1, 4.1, 8.2, 6, 1, 4.3, 7.0, 5, 1, 4.3, 6.5, 4, 1, 3.2, 5.1, 5, 1, 2.6, 4.7, 6, 1,
        3.3, 6.8, 6, 0, 1.7, 4.0, 7, 0, 3.7, 6.1, 5, 1, 3.3, 6.3, 7, 1, 4.2, 7.7, 6, 1, 3.5, 6.2, 5, 1,
        2.9, 5.7, 9, 0, 2.1, 4.8, 7, 1, 2.8, 6.2, 8, 0, 4.0, 7.0, 7, 1, 3.3, 5.7, 6, 1, 3.7, 6.9, 5, 1,
        3.6, 6.6, 5, 1
    };

    private static Delong patients(ToDoubleFunction<double[]> score) {
        ScoredRows rows = ScoredRows.of("patients");
        for (int i = 0; i < PATIENTS.length; i += 4) {
            double[] patient = Arrays.copyOfRange(PATIENTS, i, i + 4);
            rows.add((float) patient[3], score.applyAsDouble(patient), 0);
        }
        return Delong.of(rows);
    }

    @Test
    void theAuthorsOwnPatientsGiveThePublishedNumbers() {
        Delong albumin = patients(p -> p[0]);
        Delong protein = patients(p -> p[1]);
        Delong score = patients(p -> 10 - p[2]);
        assertEquals(0.7366, albumin.auc(), 5e-5);
        assertEquals(0.0927, albumin.standardError(), 5e-5);
        assertEquals(0.6478, protein.auc(), 5e-5);
        assertEquals(0.1000, protein.standardError(), 1e-4);
        assertEquals(0.7258, score.auc(), 5e-5);
        assertEquals(0.1028, score.standardError(), 5e-5);
        Difference against = protein.minus(score);
        assertEquals(-0.0780, against.value(), 5e-5);
        assertEquals(0.1046, against.standardError(), 5e-5);
        assertEquals(0.4561, against.p(), 5e-5);
        assertEquals(0.9102, albumin.minus(score).p(), 5e-5);
        assertEquals(0.9102, score.minus(albumin).p(), 5e-5);
    }

    private static float[] labels(Random random, int n) {
        float[] labels = new float[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i < 2 ? 1 : i < 4 ? 0 : random.nextInt(3) == 0 ? 1 : 0;
        }
        return labels;
    }

    /** Scores on a coarse grid, so that many are equal, better the larger the strength. */
    private static double[] scores(Random random, float[] labels, double strength) {
        double[] scores = new double[labels.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Math.rint(2 * (random.nextGaussian() + strength * labels[i]));
        }
        return scores;
    }

    private static double mean(double... values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    /** The variance of a difference of AUCs, by counting every pair of rows. */
    private static double countedVariance(float[] labels, double[] a, double[] b) {
        List<Integer> positives = new ArrayList<>();
        List<Integer> negatives = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            (labels[i] == 1 ? positives : negatives).add(i);
        }
        double[] v10 = positives.stream()
                .mapToDouble(i -> negatives.stream()
                        .mapToDouble(j -> above(a[i], a[j]) - above(b[i], b[j]))
                        .average()
                        .orElseThrow())
                .toArray();
        double[] v01 = negatives.stream()
                .mapToDouble(j -> positives.stream()
                        .mapToDouble(i -> above(a[i], a[j]) - above(b[i], b[j]))
                        .average()
                        .orElseThrow())
                .toArray();
        return variance(v10) / v10.length + variance(v01) / v01.length;
    }

    private static double above(double x, double y) {
        return x > y ? 1 : x == y ? 0.5 : 0;
    }

    private static double variance(double... values) {
        double mean = mean(values);
        return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
    }

    @Test
    void rankingGivesWhatCountingEveryPairGivesTiesIncluded() {
        Random random = new Random(17);
        for (int trial = 0; trial < 50; trial++) {
            float[] labels = labels(random, 4 + random.nextInt(40));
            double[] a = scores(random, labels, 1);
            double[] b = scores(random, labels, 0.5);
            Difference found = Delong.of(ScoredRows.of(labels, a)).minus(Delong.of(ScoredRows.of(labels, b)));
            assertEquals(Auc.of(labels, a) - Auc.of(labels, b), found.value(), 1e-12);
            assertEquals(Math.sqrt(countedVariance(labels, a, b)), found.standardError(), 1e-12);
        }
    }

    @Test
    void theSameScoresDoNotDiffer() {
        Random random = new Random(3);
        float[] labels = labels(random, 60);
        double[] scores = scores(random, labels, 1);
        double[] stretched = Arrays.stream(scores).map(s -> 3 * s + 7).toArray();
        Delong one = Delong.of(ScoredRows.of(labels, scores));
        assertEquals(new Difference(0, 0), one.minus(Delong.of(ScoredRows.of(labels, scores))));
        assertEquals(1, one.minus(Delong.of(ScoredRows.of(labels, stretched))).p(), "only the order counts");
    }

    @Test
    void oneRowOfAClassIsTooFewToKnow() {
        Difference difference = Delong.of(ScoredRows.of(new float[] {1, 0, 0}, new double[] {3, 1, 2}))
                .minus(Delong.of(ScoredRows.of(new float[] {1, 0, 0}, new double[] {1, 2, 3})));
        assertEquals(1, difference.value());
        assertTrue(Double.isNaN(difference.p()));
        assertThrows(
                IllegalArgumentException.class,
                () -> Delong.of(ScoredRows.of(new float[] {1, 1}, new double[] {1, 2})));
    }

    @Test
    void theMeanOverSeedsHasTheMeanAucAndTheVarianceOfThatMean() {
        Random random = new Random(23);
        float[] labels = labels(random, 30);
        double[][] seeds = {scores(random, labels, 1), scores(random, labels, 0.4), scores(random, labels, 0.8)};
        List<Delong> each = Arrays.stream(seeds)
                .map(s -> Delong.of(ScoredRows.of(labels, s)))
                .toList();
        Delong mean = each.get(0).meanWith(1, each.get(1)).meanWith(2, each.get(2));
        assertEquals(
                mean(Auc.of(labels, seeds[0]), Auc.of(labels, seeds[1]), Auc.of(labels, seeds[2])), mean.auc(), 1e-12);
        // Var of a mean of dependent AUCs: a ninth of the sum of all covariances, each by polarisation from variances
        double[] none = new double[labels.length];
        double sum = 0;
        for (double[] a : seeds) {
            for (double[] b : seeds) {
                sum += (countedVariance(labels, a, none)
                                + countedVariance(labels, b, none)
                                - countedVariance(labels, a, b))
                        / 2;
            }
        }
        assertEquals(Math.sqrt(sum / 9), mean.standardError(), 1e-12);
    }

    /** Two noisy views of one taste, of which the second is noisier where the strength is less. */
    private static double share(int trials, double second, long seed) {
        Random random = new Random(seed);
        int significant = 0;
        for (int trial = 0; trial < trials; trial++) {
            float[] labels = labels(random, 300);
            double[] a = new double[labels.length];
            double[] b = new double[labels.length];
            for (int i = 0; i < labels.length; i++) {
                double common = random.nextGaussian();
                a[i] = labels[i] + common + 0.5 * random.nextGaussian();
                b[i] = second * labels[i] + common + 0.5 * random.nextGaussian();
            }
            significant += Delong.of(ScoredRows.of(labels, a))
                                    .minus(Delong.of(ScoredRows.of(labels, b)))
                                    .p()
                            < 0.05
                    ? 1
                    : 0;
        }
        return significant / (double) trials;
    }

    @Test
    void equalPredictorsAreToldApartOnceInTwentyAndUnequalOnesMostly() {
        double size = share(2000, 1, 5);
        assertEquals(0.05, size, 0.015, "three standard deviations of 2000 draws");
        assertTrue(share(300, 0.6, 6) > 0.9);
    }

    @Test
    void aMillionRowsTakeNoSquareOfTime() {
        Random random = new Random(9);
        float[] labels = labels(random, 1_000_000);
        double[] a = random.doubles(labels.length).toArray();
        double[] b = random.doubles(labels.length).toArray();
        double p = Delong.of(ScoredRows.of(labels, a))
                .minus(Delong.of(ScoredRows.of(labels, b)))
                .p();
        assertTrue(p > 0.001 && p <= 1, () -> "two random orders, p = " + p);
    }
}
