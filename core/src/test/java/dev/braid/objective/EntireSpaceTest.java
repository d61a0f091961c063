package dev.braid.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadInput;
import dev.braid.tensor.DType;
import dev.braid.tensor.NoLeaks;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The entire-space loss against sums written out (models.md §15). */
@ExtendWith(NoLeaks.class)
final class EntireSpaceTest {
    private static final float NONE = Float.NaN;
    private static final double[] A = {0.3, -1.2, 2.0, 0.1};
    private static final double[] B = {-0.4, 0.9, -2.5, 1.7};
    private static final BatchLabels LABELS = BatchLabels.of(new float[] {1, 0, 1, 0}, new float[] {1, NONE, 0, NONE});

    private static EntireSpace objective(FunnelSchema funnel) {
        return EntireSpace.of(new EntireSpaceOptions(), funnel.schema());
    }

    private static Found find(BatchLabels labels, double[]... logits) {
        return Found.of(objective(FunnelSchema.CLICK_BUY), labels, 1, logits);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double loss(double p, int label) {
        return label == 1 ? -Math.log(p) : -Math.log1p(-p);
    }

    @Test
    void clickIsOverAllRowsAndSoIsTheProductWithClickAndConvert() {
        Found found = find(LABELS, A, B);
        double click = 0;
        double both = 0;
        int[] o = {1, 0, 1, 0};
        int[] z = {1, 0, 0, 0};
        for (int b = 0; b < 4; b++) {
            click += loss(sigmoid(A[b]), o[b]) / 4;
            both += loss(sigmoid(A[b]) * sigmoid(B[b]), z[b]) / 4;
        }
        assertArrayEquals(new double[] {click, both}, found.losses(), 1e-15);
    }

    @Test
    void rowsWithoutAClickTrainTheConversion() {
        double[] slope = find(LABELS, A, B).slopes()[1];
        for (int row : new int[] {1, 3}) {
            double p = sigmoid(A[row]) * sigmoid(B[row]);
            assertEquals(p * (1 - sigmoid(B[row])) / (1 - p) / 4, slope[row], 1e-16);
        }
        assertEquals(-(1 - sigmoid(B[0])) / 4, slope[0], 1e-16, "the positive row");
    }

    @Test
    void aCertainConversionLeavesTheClick() {
        double[] certain = {800, 800, 800, 800};
        BatchLabels labels = BatchLabels.of(new float[] {1, 0, 1, 0}, new float[] {1, NONE, 1, NONE});
        double[] losses = find(labels, A, certain).losses();
        assertEquals(losses[0], losses[1], 0);
    }

    @Test
    void theConversionItselfHasNoLoss() {
        double p = 0.3;
        double[] click = {Math.log(0.6 / 0.4)};
        double[] conversion = {Math.log(0.5 / 0.5)};
        BatchLabels one = BatchLabels.of(new float[] {1}, new float[] {0});
        assertEquals(loss(p, 0), find(one, click, conversion).losses()[1], 1e-15);
    }

    @Test
    void outputsAreReadInTheOrderOfTheTasksAndNoMoreOfThem() {
        Found two = find(LABELS, A, B);
        Found three = find(LABELS, A, B, new double[] {7, 7, 7, 7});
        assertArrayEquals(two.losses(), three.losses());
        assertArrayEquals(new double[4], three.slopes()[2]);
        double[] swapped = find(LABELS, B, A).losses();
        assertTrue(Math.abs(swapped[0] - two.losses()[0]) > 0.01, "click reads the first output");
    }

    @ParameterizedTest
    @CsvSource({
        "50, 50",
        "-50, -50",
        "50, -50",
        "-50, 50",
        "0, 50",
        "-50, 0",
        "30, 31",
        "1e-9, -1e-9",
        "16.5, 16.5",
        "-21, 3"
    })
    void logitsOfAnySizeKeepTheirLossAndTheirSlope(double a, double b) {
        double most = Math.max(Math.max(-a, -b), -a - b);
        double against = most + Math.log(Math.exp(-a - most) + Math.exp(-b - most) + Math.exp(-a - b - most));
        double inverse = Math.exp(-a) + Math.exp(-b) + Math.exp(-a - b); // (1 − p)/p
        double no = -(against
                - Math.log1p(Math.exp(-Math.abs(a)))
                - Math.log1p(Math.exp(-Math.abs(b)))
                - Math.max(-a, 0)
                - Math.max(-b, 0));
        double yes = Math.log1p(inverse);
        double slopeOfNo = 1 / inverse / (1 + Math.exp(b)); // p(1 − σ(b))/(1 − p)
        for (DType dtype : DType.values()) {
            double near = dtype == DType.F64 ? 1e-12 : 1e-5;
            EntireSpace objective = objective(FunnelSchema.CLICK_BUY);
            BatchLabels unsold = BatchLabels.of(new float[] {1}, new float[] {0});
            Found found = Found.of(objective, unsold, 1, dtype, new double[] {a}, new double[] {b});
            assertEquals(no, found.losses()[1], near * Math.max(1e-3, no), "not converted, " + dtype);
            assertEquals(slopeOfNo, found.slopes()[1][0], near * Math.max(1e-30, slopeOfNo), "slope by b, " + dtype);
            BatchLabels sold = BatchLabels.of(new float[] {1}, new float[] {1});
            Found bought = Found.of(objective, sold, 1, dtype, new double[] {a}, new double[] {b});
            assertEquals(yes, bought.losses()[1], near * Math.max(1e-3, yes), "converted, " + dtype);
            double expected = -1 / (1 + Math.exp(b));
            assertEquals(expected, bought.slopes()[1][0], near * Math.max(1e-3, -expected), "slope of it, " + dtype);
        }
    }

    @Test
    void chainsOfAnyLengthMultiplyToTheRootAndTreesBranch() {
        double[][] logits = {{0.3, -0.2}, {0.7, 0.1}, {-0.6, 0.4}, {1.1, -0.9}};
        float[][] labels = {{1, 1}, {1, 0}, {0, 1}, {1, NONE}};
        Found found = Found.of(objective(FunnelSchema.TREE), BatchLabels.of(labels), 1, logits);
        double[] expected = new double[4];
        int[][] z = {{1, 1}, {1, 0}, {0, 1}, {1, 0}};
        for (int row = 0; row < 2; row++) {
            double click = sigmoid(logits[0][row]);
            double buy = click * sigmoid(logits[1][row]);
            double[] p = {click, buy, click * sigmoid(logits[2][row]), buy * sigmoid(logits[3][row])};
            for (int t = 0; t < 4; t++) {
                expected[t] += loss(p[t], z[t][row]) / 2;
            }
        }
        assertArrayEquals(expected, found.losses(), 1e-15);
    }

    @Test
    void unknownRowsAreLeftOutOfTheMean() {
        BatchLabels labels = BatchLabels.of(new float[] {1, 1, NONE, 0}, new float[] {1, NONE, 1, NONE});
        double[] losses = find(labels, A, B).losses();
        double both = loss(sigmoid(A[0]) * sigmoid(B[0]), 1) + loss(sigmoid(A[3]) * sigmoid(B[3]), 0);
        assertEquals(both / 2, losses[1], 1e-15);
        assertEquals((loss(sigmoid(A[0]), 1) + loss(sigmoid(A[1]), 1) + loss(sigmoid(A[3]), 0)) / 3, losses[0], 1e-15);
        BatchLoss loss = objective(FunnelSchema.CLICK_BUY).of(labels, 1);
        assertArrayEquals(new int[] {3, 2}, new int[] {loss.valid(0), loss.valid(1)});
    }

    @Test
    void aBatchWithoutAKnownRowHasNoLoss() {
        Found found = find(BatchLabels.of(new float[] {NONE}, new float[] {NONE}), new double[] {1}, new double[] {1});
        assertTrue(Double.isNaN(found.losses()[0]) && Double.isNaN(found.losses()[1]));
    }

    @Test
    void theRootsRowWeightsWeighBothLosses() {
        float[] weights = {1, 2, 3, 4};
        double[] losses = find(new BatchLabels(LABELS.labels(), new float[][] {weights, null}), A, B)
                .losses();
        double both = 0;
        for (int row = 0; row < 4; row++) {
            both += weights[row] / 10.0 * loss(sigmoid(A[row]) * sigmoid(B[row]), row == 0 ? 1 : 0);
        }
        assertEquals(both, losses[1], 1e-15);
    }

    @Test
    void partsAddUpToTheBatch() {
        Found whole = find(LABELS, A, B);
        BatchLoss loss = objective(FunnelSchema.CLICK_BUY).of(LABELS, 1);
        Found first = Found.of(loss, DType.F64, 0, 1, A, B);
        Found rest = Found.of(loss, DType.F64, 1, 3, A, B);
        for (int t = 0; t < 2; t++) {
            assertEquals(whole.losses()[t], first.losses()[t] + rest.losses()[t], 1e-15);
            double[] joined = DoubleStream.concat(Arrays.stream(first.slopes()[t]), Arrays.stream(rest.slopes()[t]))
                    .toArray();
            assertArrayEquals(whole.slopes()[t], joined, 1e-16);
        }
    }

    @Test
    void tasksThatDoNotFollowEachOtherAreRefusedInOneLine() {
        BadInput refused = assertThrows(BadInput.class, () -> objective(FunnelSchema.PARALLEL));
        assertEquals(
                "this model needs a task that follows another, as conversions follow clicks, but all of click, like are"
                        + " asked of all rows; declare 'space: TASK' for the one that follows, or train another model",
                refused.getMessage());
    }
}
