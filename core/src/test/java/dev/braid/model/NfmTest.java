package dev.braid.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.braid.tensor.NoLeaks;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** models.md §5. */
@ExtendWith(NoLeaks.class)
class NfmTest {
    private static final double EXACT = 1e-9;
    private static final ModelShape SHAPE = new ModelShape(4, 3, 1);
    private static final int ROWS = 5;

    @Test
    void withoutHiddenLayersAndWithWeightsOfOneItIsTheFactorisationMachine() {
        try (SmallModel model = SmallModel.of("nfm", SHAPE, 1, "mlp.hidden=[]")) {
            model.variable("task.0.dnn.head.weight").fill(1);
            model.variable("task.0.dnn.head.bias").fill(0.2);
            List<double[]> input = model.input(ROWS, 4);
            double[] expected = new double[ROWS];
            for (int b = 0; b < ROWS; b++) {
                expected[b] = 0.2 + Arrays.stream(pairs(input.get(0), b)).sum();
                for (int i = 0; i < SHAPE.fields(); i++) {
                    expected[b] += input.get(1)[b * SHAPE.fields() + i];
                }
            }
            assertArrayEquals(expected, model.logits(input), EXACT);
        }
    }

    @Test
    void whatIsPooledIsTheSumOfTheProductsOfAllPairsOfFields() {
        try (SmallModel model = SmallModel.of("nfm", SHAPE, 1, "mlp.hidden=[]")) {
            List<double[]> input = model.input(ROWS, 4);
            Arrays.fill(input.get(1), 0);
            for (int d = 0; d < SHAPE.width(); d++) {
                double[] one = new double[SHAPE.width()];
                one[d] = 1;
                model.variable("task.0.dnn.head.weight").assign(one);
                double[] pooled = model.logits(input);
                for (int b = 0; b < ROWS; b++) {
                    assertEquals(pairs(input.get(0), b)[d], pooled[b], EXACT);
                }
            }
        }
    }

    /** {@code Σ_{i<j} e_i ⊙ e_j} of a row. */
    private static double[] pairs(double[] e, int row) {
        int k = SHAPE.width();
        double[] sum = new double[k];
        for (int i = 0; i < SHAPE.fields(); i++) {
            for (int j = i + 1; j < SHAPE.fields(); j++) {
                for (int d = 0; d < k; d++) {
                    int at = row * SHAPE.concatenated();
                    sum[d] += e[at + i * k + d] * e[at + j * k + d];
                }
            }
        }
        return sum;
    }

    @Test
    void oneFieldHasNoPairs() {
        ModelShape one = new ModelShape(1, 3, 1);
        try (SmallModel model = SmallModel.of("nfm", one, 1, "mlp.hidden=[]")) {
            List<double[]> input = model.input(ROWS, 4);
            assertArrayEquals(input.get(1), model.logits(input), "only the linear term is left");
        }
    }

    @Test
    void thePooledNumbersAreDroppedInTrainingOnlyAndTheLinearTermNever() {
        try (SmallModel model = SmallModel.of("nfm", SHAPE, 1, "mlp.hidden=[]")) {
            List<double[]> input = model.input(40, 4);
            double[][] evaluated = model.probabilities(input);
            assertFalse(Arrays.deepEquals(evaluated, model.probabilities(input, Passes.training(5, 1))));
            model.variable("task.0.dnn.head.weight").fill(0);
            assertArrayEquals(model.probabilities(input), model.probabilities(input, Passes.training(5, 1)));
        }
    }
}
