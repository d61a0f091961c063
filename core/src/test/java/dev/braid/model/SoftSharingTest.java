package dev.braid.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.nn.Pass;
import dev.braid.tensor.NoLeaks;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** models.md §8. */
@ExtendWith(NoLeaks.class)
class SoftSharingTest {
    private static final double EXACT = 1e-9;
    private static final int TASKS = 3;
    private static final ModelShape SHAPE = new ModelShape(3, 2, TASKS);
    private static final String SMALL = "network.hidden=[5,4]";

    @Test
    void equalWeightsHaveNoPenaltyAndNoGradientOfIt() {
        try (SmallModel model = SmallModel.of("softsharing", SHAPE, 1, SMALL, "sameInit=true")) {
            assertEquals(0, model.penalty());
            slopes(model)
                    .parameters()
                    .forEach((name, slope) -> assertArrayEquals(new double[slope.length], slope, 0.0, name));
        }
    }

    /** The gradient of the penalty alone. */
    private static SmallModel.Slopes slopes(SmallModel model) {
        return model.withPenalty().gradients(model.input(2, 4), Pass.evaluation(), new double[TASKS]);
    }

    @Test
    void thePenaltyPullsEveryTaskToTheOthersAndAddsUpToNothing() {
        try (SmallModel model = SmallModel.of("softsharing", SHAPE, 1, SMALL, "strength=0.3")) {
            model.drawBiases(3);
            SmallModel.Slopes slopes = slopes(model);
            double expected = 0;
            for (String layer : List.of("0.weight", "0.bias", "1.weight", "1.bias")) {
                double[] sum = new double[slopes.of("task.0." + layer).length];
                for (int t = 0; t < TASKS; t++) {
                    double[] own = model.values("task." + t + "." + layer);
                    double[] slope = slopes.of("task." + t + "." + layer);
                    for (int i = 0; i < sum.length; i++) {
                        double pull = 0;
                        for (int s = 0; s < TASKS; s++) {
                            double apart = own[i] - model.values("task." + s + "." + layer)[i];
                            pull += 2 * 0.3 * apart;
                            expected += s < t ? 0.3 * apart * apart : 0;
                        }
                        assertEquals(pull, slope[i], EXACT);
                        sum[i] += slope[i];
                    }
                }
                assertArrayEquals(new double[sum.length], sum, EXACT);
            }
            assertEquals(expected, model.penalty(), EXACT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"l2", "trace"})
    void headsAreFree(String distance) {
        try (SmallModel model = SmallModel.of("softsharing", SHAPE, 1, SMALL, "distance=" + distance)) {
            SmallModel.Slopes slopes = slopes(model);
            assertArrayEquals(new double[4], slopes.of("task.0.head.weight"), 0.0);
            assertFalse(Arrays.stream(slopes.of("task.0.1.weight")).allMatch(x -> x == 0));
        }
    }

    @Test
    void withTheTraceNormThePenaltyIsTheSumOfTheLayersSingularValues() {
        String[] one = {"network.hidden=[1]", "distance=trace", "strength=0.5"};
        ModelShape two = new ModelShape(1, 1, 2); // one weight and one bias: rows (w, b)
        try (SmallModel model = SmallModel.of("softsharing", two, 1, one)) {
            model.variable("task.0.0.weight").fill(3);
            model.variable("task.1.0.weight").fill(4);
            model.variable("task.1.0.bias").fill(5);
            assertEquals(0.5 * (Math.sqrt(45) + Math.sqrt(5)), model.penalty(), EXACT);
        }
    }

    @Test
    void withoutPenaltyAndWithOwnEmbeddingsTasksAreTheDnnFromTheSameSeed() {
        String[] apart = {"network.hidden=[5,4]", "strength=0", "ownEmbeddings=true"};
        try (SmallModel model = SmallModel.of("softsharing", SHAPE, 1, apart);
                SmallModel dnn = SmallModel.of("dnn", SHAPE, 1, "mlp.hidden=[5,4]")) {
            assertEquals(dnn.names(), model.names());
            assertEquals(0, model.penalty());
            List<double[]> input = model.input(5, 4);
            assertEquals(TASKS, input.size());
            SmallModel.Slopes expected = dnn.gradients(input, Passes.training(3, TASKS), dnn.lambda());
            SmallModel.Slopes found = model.gradients(input, Passes.training(3, TASKS), model.lambda());
            for (String name : dnn.names()) {
                assertArrayEquals(dnn.values(name), model.values(name), name);
                assertArrayEquals(expected.of(name), found.of(name), name);
            }
            assertTrue(Arrays.deepEquals(dnn.probabilities(input), model.probabilities(input)));
        }
    }

    @Test
    void networksStartApartUnlessToldOtherwise() {
        try (SmallModel apart = SmallModel.of("softsharing", SHAPE, 1, SMALL);
                SmallModel same = SmallModel.of("softsharing", SHAPE, 1, SMALL, "sameInit=true")) {
            assertFalse(Arrays.equals(apart.values("task.0.0.weight"), apart.values("task.1.0.weight")));
            assertArrayEquals(same.values("task.0.0.weight"), same.values("task.2.0.weight"));
            assertFalse(Arrays.equals(same.values("task.0.head.weight"), same.values("task.1.head.weight")));
        }
    }
}
