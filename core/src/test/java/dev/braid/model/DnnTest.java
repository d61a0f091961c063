package dev.braid.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.nn.Pass;
import dev.braid.tensor.NoLeaks;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** models.md §1. */
@ExtendWith(NoLeaks.class)
class DnnTest {
    private static final double EXACT = 1e-9;
    private static final ModelShape SHAPE = new ModelShape(3, 2, 1);

    @Test
    void withoutHeadWeightsEveryRowScoresTheBias() {
        try (SmallModel model = SmallModel.of("dnn", SHAPE, 1)) {
            model.variable("task.0.head.weight").fill(0);
            model.variable("task.0.head.bias").fill(0.7);
            double[] expected = new double[5];
            Arrays.fill(expected, 1 / (1 + Math.exp(-0.7)));
            assertArrayEquals(expected, model.probabilities(model.input(5, 2))[0], EXACT);
        }
    }

    @Test
    void permutingFieldsTogetherWithTheirWeightsChangesNothing() {
        int[] order = {2, 0, 1};
        try (SmallModel model = SmallModel.of("dnn", SHAPE, 1);
                SmallModel permuted = SmallModel.of("dnn", SHAPE, 1)) {
            List<double[]> input = model.input(4, 2);
            double[] weight = model.values("task.0.0.weight");
            permuted.variable("task.0.0.weight").assign(blocks(weight, 1, 2 * 256, order));
            double[] there = blocks(input.get(0), 4, 2, order);
            assertArrayEquals(model.probabilities(input)[0], permuted.probabilities(List.of(there))[0], EXACT);
        }
    }

    /** Reorders the blocks of {@code width} numbers in each of {@code rows} rows. */
    private static double[] blocks(double[] values, int rows, int width, int... order) {
        double[] result = new double[values.length];
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < order.length; i++) {
                int row = r * order.length;
                System.arraycopy(values, (row + order[i]) * width, result, (row + i) * width, width);
            }
        }
        return result;
    }

    @Test
    void withoutHiddenLayersItIsLogisticRegression() {
        try (SmallModel model = SmallModel.of("dnn", SHAPE, 1, "mlp.hidden=[]")) {
            assertEquals(List.of("task.0.head.weight", "task.0.head.bias"), model.names());
            model.variable("task.0.head.bias").fill(-0.3);
            double[] w = model.values("task.0.head.weight");
            List<double[]> input = model.input(4, 2);
            double[] p = model.probabilities(input)[0];
            for (int b = 0; b < 4; b++) {
                double logit = -0.3;
                for (int i = 0; i < w.length; i++) {
                    logit += w[i] * input.get(0)[b * w.length + i];
                }
                assertEquals(1 / (1 + Math.exp(-logit)), p[b], EXACT);
            }
        }
    }

    @Test
    void severalTasksAreIndependentCopiesWithTheirOwnEmbeddings() {
        ModelShape two = new ModelShape(3, 2, 2);
        try (SmallModel model = SmallModel.of("dnn", two, 1);
                SmallModel alone = SmallModel.of("dnn", SHAPE, 1)) {
            assertEquals(2, model.tables);
            List<double[]> input = model.input(4, 2);
            SmallModel.Slopes slopes = model.gradients(input, Pass.evaluation(), model.only(0));
            assertTrue(Arrays.stream(slopes.embeddings().get(1)).allMatch(x -> x == 0));
            slopes.parameters().forEach((name, slope) -> {
                if (name.startsWith("task.1.")) {
                    assertTrue(Arrays.stream(slope).allMatch(x -> x == 0), name);
                }
            });
            alone.copyFrom(model, name -> name.replace("task.0.", "task.1."));
            assertArrayEquals(model.probabilities(input)[1], alone.probabilities(List.of(input.get(1)))[0], EXACT);
        }
    }
}
