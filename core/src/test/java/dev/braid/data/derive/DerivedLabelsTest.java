package dev.braid.data.derive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.braid.data.Split;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DerivedLabelsTest {
    private static final int ROWS = 1_000_000;

    private static DerivedLabels related(Logits logits, double noise, long seed, double positives) {
        AffineMap map = new Calibrator(logits).map(Calibration.NONE);
        return DerivedLabels.of(logits, map, ConfidenceFunction.RELATED, noise, seed, positives);
    }

    private static double achieved(DerivedLabels labels, String name) {
        Double here = labels.achieved().stream()
                .filter(a -> a.name().startsWith(name))
                .findFirst()
                .orElseThrow()
                .here();
        return here == null ? Double.NaN : here;
    }

    /** The numbers of models.md, D1. */
    @ParameterizedTest
    @CsvSource({"0.1, 0.98542, 0.9917", "0.05, 0.98713, 0.9996", "0.1156, 0.98466, 0.9877", "0, 0.98770, 1"})
    void noiseCostsCorrelationAsComputedBefore(double noise, double confidences, double labels) {
        DerivedLabels derived = related(Draws.fitted(ROWS), noise, 3, 0);
        assertEquals(confidences, achieved(derived, "corr(c, y) of"), 5e-4);
        assertEquals(labels, achieved(derived, "corr(label 1, label 2)"), 5e-4);
    }

    @Test
    void noiseIsNormalAndEveryRowHasItsOwn() {
        Noise noise = new Noise(5, 2);
        PairMoments moments = new PairMoments();
        long inside = 0;
        for (int row = 0; row < ROWS; row++) {
            double own = noise.of(row);
            moments.add(own, noise.of(row + 1));
            inside += Math.abs(own) < 2 ? 1 : 0;
        }
        assertEquals(0, moments.meanX(), 0.01);
        assertEquals(2, moments.deviationX(), 0.01);
        assertEquals(0, moments.correlation(), 0.005);
        assertEquals(0.6827, inside / (double) ROWS, 0.002);
        assertEquals(noise.of(17), new Noise(5, 2).of(17));
        assertNotEquals(noise.of(17), new Noise(6, 2).of(17));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.1, 0.001})
    void thresholdsGiveTheAskedShareOfPositives(double share) {
        DerivedLabels labels = related(Draws.fitted(100_000), 0.1, 1, share);
        assertEquals(share, achieved(labels, "positive rate of task 1"), 1e-5);
        assertEquals(share, achieved(labels, "positive rate of task 2"), 1e-5);
    }

    @Test
    void quantilesAreThoseOfTheSortedNumbers() {
        double[] numbers = {3, -1, 0, -0.0, 1e300, -1e300, 3, 2.5, Double.MIN_VALUE, -7};
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        for (int k = 1; k <= numbers.length; k++) {
            double share = k / (double) numbers.length;
            assertEquals(
                    sorted[k - 1],
                    QuantileSearch.of(to -> Arrays.stream(numbers).forEach(to), share),
                    () -> "at " + share);
        }
    }

    @Test
    void rowsAreThoseOfTheirSplitAndComputedFromTheirLogit() {
        Logits logits = new Logits(Map.of(
                Split.TRAIN, new double[] {-4, 1}, Split.VALIDATION, new double[] {2}, Split.TEST, new double[] {-1, 4
                }));
        AffineMap map = new AffineMap(0, 1, 0, 1);
        DerivedLabels labels = DerivedLabels.of(logits, map, ConfidenceFunction.UNRELATED, 0.1, 1, 0);
        double[] numbers = new double[3];
        boolean[] positive = new boolean[2];
        labels.row(Split.TEST, 1, numbers, positive);
        double y = 2 * Math.sin(4) + 0.1 * Math.cos(4);
        assertArrayEquals(new double[] {4, 4, y}, numbers, 1e-12);
        assertArrayEquals(new boolean[] {true, false}, positive);
        labels.row(Split.TRAIN, 0, numbers, positive);
        assertArrayEquals(new double[] {-4, -4, -y}, numbers, 1e-12);
        assertArrayEquals(new boolean[] {false, true}, positive);
        assertEquals(3, logits.first(Split.TEST));
    }
}
