package dev.braid.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.braid.nn.Pass;
import dev.braid.tensor.NoLeaks;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeaks.class)
class PhnTest {
    private static final ModelShape SHAPE = new ModelShape(3, 4, 1);
    private static final int D = SHAPE.concatenated();
    private static final int ROWS = 5;

    @Test
    void gatesOfZeroReadTheRawEmbeddingsAndGiveTheAttentionNoGradient() {
        try (SmallModel model = model()) {
            select(model, 0);
            List<double[]> input = model.input(ROWS, 2);
            double[][] before = model.probabilities(input);
            SmallModel.Slopes slopes = model.gradients(input, Pass.evaluation(), 1);
            for (String matrix : List.of("query", "key", "value", "output")) {
                double[] slope = slopes.of("task.0.attention." + matrix);
                assertArrayEquals(new double[slope.length], slope, matrix);
                model.variable("task.0.attention." + matrix).fill(0.3);
            }
            assertArrayEquals(before, model.probabilities(input));
        }
    }

    @Test
    void gatesOfOneReadTheAttendedEmbeddingsOnly() {
        try (SmallModel model = model()) {
            select(model, 1);
            model.variable("task.0.attention.value").fill(0);
            double[] p = model.probabilities(model.input(ROWS, 2))[0];
            double[] other = model.probabilities(model.input(ROWS, 3))[0];
            assertArrayEquals(p, other, "nothing of the raw embeddings is left");
        }
    }

    @Test
    void withZeroWeightsBothInteractionBranchesAreTheIdentity() {
        try (SmallModel model = model()) {
            select(model, 0);
            zero(model, "cross", "weight");
            zero(model, "field", "weight");
            zero(model, "dnn", "weight");
            List<double[]> input = model.input(ROWS, 2);
            double[] head = model.values("task.0.head.weight");
            double[] expected = new double[ROWS];
            for (int b = 0; b < ROWS; b++) {
                double logit = 0;
                for (int i = 0; i < D; i++) {
                    logit += (head[i] + head[D + i]) * input.get(0)[b * D + i];
                }
                expected[b] = 1 / (1 + Math.exp(-logit));
            }
            assertArrayEquals(expected, model.probabilities(input)[0], 1e-12);
        }
    }

    @Test
    void gatesOfOneHalfWithoutValuesReadHalfOfTheEmbeddings() {
        try (SmallModel model = model()) {
            List<double[]> input = model.input(ROWS, 2);
            List<double[]> half =
                    List.of(Arrays.stream(input.get(0)).map(e -> e / 2).toArray());
            model.variable("task.0.attention.value").fill(0);
            double[][] ofHalfGates = model.probabilities(input);
            select(model, 0);
            assertArrayEquals(model.probabilities(half)[0], ofHalfGates[0], 1e-12);
        }
    }

    @Test
    void severalTasksShareNothing() {
        try (SmallModel model = SmallModel.of("phn", new ModelShape(3, 4, 2), 1)) {
            List<double[]> input = model.input(ROWS, 2);
            assertEquals(2, input.size(), "an embedding table per task");
            SmallModel.Slopes slopes = model.gradients(input, Pass.evaluation(), model.only(0));
            slopes.parameters().forEach((name, slope) -> {
                boolean touched = Arrays.stream(slope).anyMatch(x -> x != 0);
                assertEquals(name.startsWith("task.0."), touched, name);
            });
            assertArrayEquals(new double[ROWS * D], slopes.embeddings().get(1));
            assertFalse(Arrays.equals(new double[ROWS * D], slopes.embeddings().get(0)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "scalar", "vector"})
    void countsItsParameters(String residual) {
        try (SmallModel model = SmallModel.of("phn", SHAPE, 1, "interaction.residual=" + residual, "mlp.hidden=12,6")) {
            int wide = residual.equals("off") ? 0 : residual.equals("scalar") ? 1 : D;
            int perField = residual.equals("vector") ? SHAPE.fields() : wide;
            int cross = 3 * (D * D + D + wide);
            int field = 3 * (SHAPE.fields() * SHAPE.fields() + perField);
            int dnn = D * 12 + 12 + wide + 12 * 6 + 6; // 12 = D keeps the width
            assertEquals(4 * 16 + 3 * D + cross + field + dnn + 2 * D + 6 + 1, model.parameters.count());
        }
    }

    private static SmallModel model() {
        return SmallModel.of("phn", SHAPE, 1, "mlp.hidden=7,5");
    }

    private static void select(SmallModel model, double gate) {
        for (String branch : List.of("cross", "field", "dnn")) {
            model.variable("task.0.select." + branch + ".gate").fill(gate);
        }
    }

    private static void zero(SmallModel model, String branch, String ending) {
        model.names().stream()
                .filter(name -> name.startsWith("task.0." + branch) && name.endsWith(ending))
                .forEach(name -> model.variable(name).fill(0));
    }
}
