package dev.braid.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.braid.model.Output;
import dev.braid.schema.Feature;
import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import dev.braid.tensor.DType;
import dev.braid.tensor.Gradients;
import dev.braid.tensor.NoLeaks;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The loss of two tasks, of which the second has its sample space in the first, against sums written out. */
@ExtendWith(NoLeaks.class)
final class TaskObjectiveTest {
    private static final float NONE = Float.NaN;
    private static final double[] CLICK = {0.3, -1.2, 2.0, 0.1};
    private static final double[] BUY = {-0.4, 0.9, -2.5, 1.7};

    /**
     * A loss and its slopes.
     *
     * @param total Σ_t λ_t L_t
     * @param click its derivatives by the logits of the first task
     * @param buy those of the second; null where no gradient comes at all
     */
    private record Found(double total, double[] click, double @Nullable [] buy) {}

    private static Found find(double lambda, BatchLabels labels) {
        int rows = labels.rows();
        Schema schema = new Schema(
                List.of(new Feature.Numeric("x")),
                List.of(
                        new Task("click", Optional.empty(), 1, false),
                        new Task("buy", Optional.of("click"), lambda, false)));
        try (Scope scope = Scope.open()) {
            Tensor first = Tensors.leaf(Tensors.of(DType.F64, Arrays.copyOf(CLICK, rows), rows));
            Tensor second = Tensors.leaf(Tensors.of(DType.F64, Arrays.copyOf(BUY, rows), rows));
            List<Output> outputs = List.of(Output.ofLogit(first), Output.ofLogit(second));
            Tensor total = Objects.requireNonNull(total(schema, labels, outputs, 0, rows));
            List<@Nullable Tensor> slopes = Gradients.of(total, List.of(first, second));
            Tensor ofBuy = slopes.get(1);
            return new Found(
                    total.item(),
                    Objects.requireNonNull(slopes.get(0)).toDoubles(),
                    ofBuy == null ? null : ofBuy.toDoubles());
        }
    }

    private static @Nullable Tensor total(Schema schema, BatchLabels labels, List<Output> outputs, int from, int rows) {
        BatchLoss loss = new TaskObjective(schema).of(labels, 1);
        return new TaskWeights(schema).total(loss.shares(outputs, DType.F64, from, rows));
    }

    private static double loss(double logit, int label) {
        return Math.log1p(Math.exp(label == 1 ? -logit : logit));
    }

    private static double slope(double logit, int label) {
        return 1 / (1 + Math.exp(-logit)) - label;
    }

    @Test
    void everyTaskIsAMeanOverItsOwnSampleSpaceTimesItsFactor() {
        Found found = find(0.5, BatchLabels.of(new float[] {1, 0, 1, 0}, new float[] {1, NONE, 0, NONE}));
        double click = (loss(0.3, 1) + loss(-1.2, 0) + loss(2.0, 1) + loss(0.1, 0)) / 4;
        double buy = (loss(-0.4, 1) + loss(-2.5, 0)) / 2;
        assertEquals(click + 0.5 * buy, found.total(), 1e-14);
        assertArrayEquals(new double[] {0.5 * slope(-0.4, 1) / 2, 0, 0.5 * slope(-2.5, 0) / 2, 0}, found.buy(), 1e-15);
        assertArrayEquals(
                new double[] {slope(0.3, 1) / 4, slope(-1.2, 0) / 4, slope(2.0, 1) / 4, slope(0.1, 0) / 4},
                found.click(),
                1e-15);
    }

    @Test
    void aTaskWithoutAValidRowAddsNothingAndLeavesTheOthersAlone() {
        float[] click = {0, 0, 0, 0};
        Found without = find(0.5, BatchLabels.of(click, new float[] {NONE, NONE, NONE, NONE}));
        Found muted = find(0, BatchLabels.of(click, new float[] {1, NONE, 0, NONE}));
        assertNull(without.buy());
        assertEquals(muted.total(), without.total());
        assertArrayEquals(muted.click(), without.click());
    }

    @Test
    void noTaskWithAValidRowGivesNoLoss() {
        Schema schema =
                new Schema(List.of(new Feature.Numeric("x")), List.of(new Task("click", Optional.empty(), 1, false)));
        try (Scope scope = Scope.open()) {
            List<Output> outputs = List.of(Output.ofLogit(Tensors.zeros(DType.F64, 2)));
            assertNull(total(schema, BatchLabels.of(new float[] {NONE, NONE}), outputs, 0, 2));
        }
    }

    @Test
    void rowsWeighInProportionToTheirWeights() {
        Found found = find(2, new BatchLabels(new float[][] {{1, 0, 1, 0}, {1, NONE, 0, NONE}}, new float[][] {
            {1, 3, 0, 4}, {1, 100, 3, 100}
        }));
        double click = (loss(0.3, 1) + 3 * loss(-1.2, 0) + 4 * loss(0.1, 0)) / 8;
        double buy = (loss(-0.4, 1) + 3 * loss(-2.5, 0)) / 4;
        assertEquals(click + 2 * buy, found.total(), 1e-14);
    }

    @Test
    void aBatchOfOneRowIsItsOwnMean() {
        Found found = find(1, BatchLabels.of(new float[] {1}, new float[] {0}));
        assertEquals(loss(0.3, 1) + loss(-0.4, 0), found.total(), 1e-15);
    }

    @Test
    void thePartsOfABatchAddUpToItsLoss() {
        Schema schema =
                new Schema(List.of(new Feature.Numeric("x")), List.of(new Task("click", Optional.empty(), 3, false)));
        BatchLabels labels = new BatchLabels(new float[][] {{1, NONE, 1, 0}}, new float[][] {{1, 2, 3, 4}});
        double sum = 0;
        try (Scope scope = Scope.open()) {
            for (int from = 0; from < 4; from++) {
                Tensor logit = Tensors.of(DType.F64, new double[] {CLICK[from]}, 1);
                Tensor part = total(schema, labels, List.of(Output.ofLogit(logit)), from, 1);
                sum += assertPresent(part).item();
            }
        }
        assertEquals(3 * (loss(0.3, 1) + 3 * loss(2.0, 1) + 4 * loss(0.1, 0)) / 8, sum, 1e-14);
    }

    private static Tensor assertPresent(@Nullable Tensor tensor) {
        assertNotNull(tensor);
        return tensor;
    }

    @Test
    void sharesAddUpToOneOverTheRowsThatHaveALabel() {
        TaskLabels labels = TaskLabels.of(new float[] {1, NONE, 0, 1, NONE}, new float[] {2, 9, 3, 5, 9});
        assertEquals(3, labels.valid());
        assertArrayEquals(new float[] {1, 0, 0, 1, 0}, labels.labels());
        assertArrayEquals(new double[] {0.2, 0, 0.3, 0.5, 0}, labels.shares(), 1e-16);
        assertEquals(1, Arrays.stream(labels.shares()).sum(), 1e-15);
    }

    @Test
    void aTaskWhoseRowsAllWeighNothingHasNoValidRow() {
        TaskLabels labels = TaskLabels.of(new float[] {1, 0}, new float[] {0, 0});
        assertEquals(0, labels.valid());
        assertArrayEquals(new double[2], labels.shares());
    }
}
