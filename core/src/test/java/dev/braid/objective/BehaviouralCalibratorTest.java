package dev.braid.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadInput;
import dev.braid.model.Output;
import dev.braid.schema.Schema;
import dev.braid.tensor.DType;
import dev.braid.tensor.Gradients;
import dev.braid.tensor.NoLeaks;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** models.md §14, 4 and 8(b). */
@ExtendWith(NoLeaks.class)
class BehaviouralCalibratorTest {
    private static final float NONE = Float.NaN;
    private static final double ALPHA = 0.6;
    private static final double EXACT = 1e-14;
    private static final double[] CLICK = {0.3, -1.2, 2.0, 0.1};
    private static final double[] BUY = {-0.4, 0.9, -2.5, 1.7}; // above CLICK in rows 1 and 3
    private static final BatchLabels LABELS = BatchLabels.of(new float[] {1, 0, 1, 0}, new float[] {1, NONE, 0, NONE});

    private record Found(double[] losses, double[] clickSlope, double[] buySlope) {}

    /** Both losses, and the slopes of the second one. */
    private static Found find(double alpha, double[] click, double[] buy) {
        try (Scope scope = Scope.open()) {
            Tensor first = Tensors.leaf(Tensors.of(DType.F64, click, 4));
            Tensor second = Tensors.leaf(Tensors.of(DType.F64, buy, 4));
            List<Output> outputs = List.of(Output.ofLogit(first), Output.ofLogit(second));
            List<@Nullable Tensor> losses = objective(alpha).of(LABELS, 1).shares(outputs, DType.F64, 0, 4);
            Tensor ofClick = present(losses.get(0));
            Tensor ofBuy = present(losses.get(1));
            List<@Nullable Tensor> slopes = Gradients.of(ofBuy, List.of(first, second));
            Tensor clickSlope = slopes.get(0);
            return new Found(
                    new double[] {ofClick.item(), ofBuy.item()},
                    clickSlope == null ? new double[4] : clickSlope.toDoubles(),
                    present(slopes.get(1)).toDoubles());
        }
    }

    private static Tensor present(@Nullable Tensor tensor) {
        assertNotNull(tensor);
        return tensor;
    }

    private static BehaviouralCalibrator objective(double alpha) {
        return BehaviouralCalibrator.of(new CalibratorOptions(alpha), FunnelSchema.CLICK_BUY.schema());
    }

    private static double loss(double logit, int label) {
        return Math.log1p(Math.exp(label == 1 ? -logit : logit));
    }

    private static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    @Test
    void theExcessOfATaskOverTheOneBeforeItBelongsToItsLossAsAMeanOverAllRows() {
        Found found = find(ALPHA, CLICK, BUY);
        double click = (loss(0.3, 1) + loss(-1.2, 0) + loss(2.0, 1) + loss(0.1, 0)) / 4;
        double buy = (loss(-0.4, 1) + loss(0.9, 0) + loss(-2.5, 0) + loss(1.7, 0)) / 4; // labels over all rows
        double excess = sigmoid(0.9) - sigmoid(-1.2) + sigmoid(1.7) - sigmoid(0.1);
        assertArrayEquals(new double[] {click, buy + ALPHA * excess / 4}, found.losses(), EXACT);
        double pull = sigmoid(0.1) * sigmoid(-0.1);
        assertEquals(-ALPHA / 4 * pull, found.clickSlope()[3], EXACT);
        assertEquals(0, found.clickSlope()[0], 0.0);
        assertEquals((sigmoid(1.7) + ALPHA * sigmoid(1.7) * sigmoid(-1.7)) / 4, found.buySlope()[3], EXACT);
    }

    @Test
    void probabilitiesThatFallAlongTheSequenceCostNothingAndAreNotMoved() {
        double[] less = Arrays.stream(CLICK).map(x -> x - 0.5).toArray();
        Found with = find(ALPHA, CLICK, less);
        Found without = find(0, CLICK, less);
        assertArrayEquals(without.losses(), with.losses());
        assertArrayEquals(without.buySlope(), with.buySlope());
        assertArrayEquals(new double[4], with.clickSlope(), 0.0);
    }

    @Test
    void withoutPriceASecondTaskDoesNotMoveTheFirst() {
        assertArrayEquals(new double[4], find(0, CLICK, BUY).clickSlope(), 0.0);
    }

    @Test
    void thePartsOfABatchAddUpToItsLoss() {
        BatchLoss loss = objective(ALPHA).of(LABELS, 1);
        double sum = 0;
        try (Scope scope = Scope.open()) {
            for (int from = 0; from < 4; from += 2) {
                List<Output> outputs = List.of(part(CLICK, from), part(BUY, from));
                sum += present(loss.shares(outputs, DType.F64, from, 2).get(1)).item();
            }
        }
        assertEquals(find(ALPHA, CLICK, BUY).losses()[1], sum, EXACT);
    }

    private static Output part(double[] logits, int from) {
        return Output.ofLogit(Tensors.of(DType.F64, Arrays.copyOfRange(logits, from, from + 2), 2));
    }

    @Test
    void aTaskWithoutALabelInTheBatchHasNoLoss() {
        BatchLabels none = BatchLabels.of(new float[] {1, 0, 1, 0}, new float[] {NONE, NONE, NONE, NONE});
        try (Scope scope = Scope.open()) {
            BatchLoss all = objective(ALPHA).of(LABELS, 1);
            assertEquals(4, all.valid(1));
            BatchLabels unknown = BatchLabels.of(new float[] {NONE, NONE}, new float[] {NONE, NONE});
            BatchLoss loss = objective(ALPHA).of(unknown, 1);
            assertEquals(0, loss.valid(1));
            List<Output> outputs = List.of(part(CLICK, 0), part(BUY, 0));
            assertNull(loss.shares(outputs, DType.F64, 0, 2).get(1));
            assertEquals(2, objective(ALPHA).of(none, 1).valid(1), "no click is no buy");
        }
    }

    @Test
    void tasksWithoutParentsAreLearnedAsTheyAreLabelled() {
        Schema schema = FunnelSchema.PARALLEL.schema();
        BatchLabels labels = BatchLabels.of(new float[] {0, 1}, new float[] {1, NONE});
        BatchLoss loss =
                BehaviouralCalibrator.of(CalibratorOptions.DEFAULTS, schema).of(labels, 1);
        assertEquals(1, loss.valid(1));
        try (Scope scope = Scope.open()) {
            List<Output> outputs = List.of(part(CLICK, 0), part(new double[] {3, 3}, 0)); // far above the first task
            double found = present(loss.shares(outputs, DType.F64, 0, 2).get(1)).item();
            assertEquals(loss(3, 1), found, EXACT, "no price on a task that follows none");
        }
    }

    @Test
    void aPriceOnTasksThatFollowNoneIsRefused() {
        Schema schema = FunnelSchema.PARALLEL.schema();
        BadInput e = assertThrows(BadInput.class, () -> BehaviouralCalibrator.of(new CalibratorOptions(0.3), schema));
        assertTrue(e.getMessage().startsWith("objective.calibrator has no effect on tasks"), e.getMessage());
        assertEquals(
                1,
                BehaviouralCalibrator.of(new CalibratorOptions(0), schema)
                        .of(BatchLabels.of(new float[] {1}, new float[] {0}), 1)
                        .valid(1));
    }

    @Test
    void tasksThatAreNoSequenceAreRefused() {
        Schema tree = FunnelSchema.TREE.schema();
        BadInput e = assertThrows(BadInput.class, () -> BehaviouralCalibrator.of(CalibratorOptions.DEFAULTS, tree));
        assertTrue(
                e.getMessage()
                        .startsWith("this model takes tasks as one sequence, in which like comes after buy, but it is"
                                + " declared with 'space: click'"),
                e.getMessage());
    }
}
