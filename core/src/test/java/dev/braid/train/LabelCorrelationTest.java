package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.braid.nn.TaskCorrelation.Measure;
import dev.braid.nn.TaskCorrelation.Rows;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Correlations of labels against values worked out by hand (models.md §19). */
final class LabelCorrelationTest {
    private static final float NONE = Float.NaN;

    private static double of(Measure measure, float[] a, float[] b) {
        double there = LabelCorrelation.absoluteCorrelation(measure, a, b);
        assertEquals(there, LabelCorrelation.absoluteCorrelation(measure, b, a), "not symmetric");
        return there;
    }

    @Test
    void pearsonOfAWorkedExample() {
        // means 1/2 and 1/4, covariance 1/8, variances 1/4 and 3/16
        float[] a = {1, 1, 0, 0};
        float[] b = {1, 0, 0, 0};
        assertEquals(0.125 / Math.sqrt(0.25 * 0.1875), of(Measure.PEARSON, a, b), 1e-15);
    }

    @Test
    void cosineOfAWorkedExample() {
        float[] a = {1, 1, 0, 0, 1};
        float[] b = {1, 0, 1, 0, 1};
        assertEquals(2.0 / 3, of(Measure.COSINE, a, b), 1e-15);
    }

    @Test
    void oppositeLabelsAreAsCorrelatedAsEqualOnes() {
        float[] a = {1, 0, 1, 0, 0};
        float[] b = {0, 1, 0, 1, 1};
        assertEquals(1, of(Measure.PEARSON, a, b), 1e-15);
        assertEquals(1, of(Measure.PEARSON, a, a), 1e-15);
        assertEquals(0, of(Measure.COSINE, a, b));
        assertEquals(1, of(Measure.COSINE, a, a), 1e-15);
    }

    @Test
    void aConstantColumnCorrelatesWithNothing() {
        float[] mixed = {1, 0, 1};
        assertEquals(0, of(Measure.PEARSON, mixed, new float[] {1, 1, 1}));
        assertEquals(0, of(Measure.PEARSON, mixed, new float[3]));
        assertEquals(0, of(Measure.COSINE, mixed, new float[3]));
    }

    @Test
    void fewerThanTwoCommonRowsHaveNoPearsonCorrelation() {
        assertEquals(0, of(Measure.PEARSON, new float[] {1}, new float[] {1}));
        assertEquals(0, of(Measure.PEARSON, new float[] {1, NONE}, new float[] {1, 0}));
    }

    @ParameterizedTest
    @EnumSource
    void noCommonRowIsNoCorrelation(Measure measure) {
        assertEquals(0, of(measure, new float[0], new float[0]));
        assertEquals(0, of(measure, new float[] {1, NONE}, new float[] {NONE, 1}));
    }

    @ParameterizedTest
    @EnumSource
    void rowsWhereEitherLabelIsMissingAreSkipped(Measure measure) {
        float[] a = {1, NONE, 1, 0, 1, 0};
        float[] b = {1, 1, 0, 0, NONE, 0};
        assertEquals(of(measure, new float[] {1, 1, 0, 0}, new float[] {1, 0, 0, 0}), of(measure, a, b));
    }

    @Test
    void nestedLabelsFollowTheClosedForm() {
        int n = 1000;
        int clicks = 170;
        int buys = 23;
        float[] y = new float[n];
        float[] z = new float[n];
        for (int i = 0; i < n; i++) {
            y[i] = i < clicks ? 1 : 0;
            z[i] = i < buys ? 1 : 0;
        }
        double py = (double) clicks / n;
        double pz = (double) buys / n;
        assertEquals(Math.sqrt(pz * (1 - py) / (py * (1 - pz))), of(Measure.PEARSON, y, z), 1e-13);
        assertEquals(Math.sqrt(pz / py), of(Measure.COSINE, y, z), 1e-13);
    }

    @Test
    void theMovingAverageIsOfSumsAndMovesOncePerBatch() {
        LabelCorrelation correlation = new LabelCorrelation(Map.of());
        correlation.next(new float[][] {{1, 0, 1, 0}, {1, 0, 1, 0}});
        assertEquals(1, correlation.between(Measure.PEARSON, Rows.EMA)[0][1], 1e-15);
        correlation.next(new float[][] {{1, 1, 0, 0}, {1, 0, 1, 0}});
        assertEquals(0, correlation.between(Measure.PEARSON, Rows.BATCH)[0][1]);
        // centred sums: 0.99 · 1 + 0 between the tasks, 0.99 · 1 + 1 of each
        assertEquals(0.99 / 1.99, correlation.between(Measure.PEARSON, Rows.EMA)[0][1], 1e-14);
        assertEquals(0.99 / 1.99, correlation.between(Measure.PEARSON, Rows.EMA)[1][0], 1e-14);
        // one of two positives in common, then 0.99 · 2 + 1 of 0.99 · 2 + 2
        assertEquals(2.98 / 3.98, correlation.between(Measure.COSINE, Rows.EMA)[0][1], 1e-14);
    }

    @Test
    void batchesWithoutPositivesDoNotPullTheMovingCosineDown() {
        LabelCorrelation correlation = new LabelCorrelation(Map.of());
        correlation.next(new float[][] {{1, 1, 0}, {1, 0, 0}});
        double first = correlation.between(Measure.COSINE, Rows.EMA)[0][1];
        for (int i = 0; i < 50; i++) {
            correlation.next(new float[][] {{0, 0, 0}, {0, 0, 0}});
            assertEquals(first, correlation.between(Measure.COSINE, Rows.EMA)[0][1], 1e-13);
        }
    }

    @Test
    void aConstantColumnStaysWithoutCorrelationInTheMovingAverage() {
        LabelCorrelation correlation = new LabelCorrelation(Map.of());
        for (int i = 1; i <= 200; i++) {
            float[] ones = new float[i % 7 + 3];
            Arrays.fill(ones, 1);
            float[] mixed = new float[ones.length];
            mixed[i % 3] = 1;
            correlation.next(new float[][] {ones, ones, mixed});
            double[][] found = correlation.between(Measure.PEARSON, Rows.EMA);
            assertEquals(0, found[0][1], "two constant columns, batch " + i);
            assertEquals(0, found[0][2], "a constant column and another, batch " + i);
        }
    }

    @Test
    void correlationsOfTheDatasetAreTakenAbsoluteAndUndefinedOnesAreZero() {
        LabelCorrelation correlation =
                new LabelCorrelation(Map.of(Measure.PEARSON, new double[][] {{1, -0.25}, {Double.NaN, 1}}));
        double[][] found = correlation.between(Measure.PEARSON, Rows.DATASET);
        assertArrayEquals(new double[] {1, 0.25}, found[0]);
        assertArrayEquals(new double[] {0, 1}, found[1]);
    }
}
