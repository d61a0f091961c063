package dev.braid.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.braid.nn.Pass;
import dev.braid.tensor.NoLeaks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** models.md §7. */
@ExtendWith(NoLeaks.class)
class SharedBottomTest {
    private static final double EXACT = 1e-9;

    @Test
    void withOneTaskItIsTheDnnWithConcatenatedLayers() {
        ModelShape one = new ModelShape(3, 2, 1);
        try (SmallModel model = SmallModel.of("sharedbottom", one, 1, "bottom.hidden=[7,6]", "tower.hidden=[5]");
                SmallModel dnn = SmallModel.of("dnn", one, 2, "mlp.hidden=[7,6,5]")) {
            model.drawBiases(4);
            dnn.copyFrom(model, name -> name.replace("task.0.head", "tower.0.head")
                    .replace("task.0.2.", "tower.0.0.")
                    .replace("task.0.", "bottom."));
            List<double[]> input = model.input(6, 3);
            assertArrayEquals(dnn.probabilities(input)[0], model.probabilities(input)[0], EXACT);
        }
    }

    @Test
    void aTaskDoesNotMoveTheTowerOfAnother() {
        ModelShape three = new ModelShape(3, 2, 3);
        try (SmallModel model = SmallModel.of("sharedbottom", three, 1)) {
            SmallModel.Slopes slopes = model.gradients(model.input(6, 3), Pass.evaluation(), model.only(1));
            for (String name : model.names()) {
                if (name.startsWith("tower.0.") || name.startsWith("tower.2.")) {
                    assertArrayEquals(new double[slopes.of(name).length], slopes.of(name), 0.0, name);
                }
            }
        }
    }

    @Test
    void theBottomsGradientIsTheWeightedSumOverTasks() {
        ModelShape two = new ModelShape(3, 2, 2);
        try (SmallModel model = SmallModel.of("sharedbottom", two, 1)) {
            List<double[]> input = model.input(6, 3);
            SmallModel.Slopes first = model.gradients(input, Pass.evaluation(), 1, 0);
            SmallModel.Slopes second = model.gradients(input, Pass.evaluation(), 0, 1);
            SmallModel.Slopes both = model.gradients(input, Pass.evaluation(), 0.3, 2);
            for (String name : model.names()) {
                if (name.startsWith("bottom.")) {
                    for (int i = 0; i < both.of(name).length; i++) {
                        double sum = 0.3 * first.of(name)[i] + 2 * second.of(name)[i];
                        assertEquals(sum, both.of(name)[i], EXACT, name);
                    }
                }
            }
        }
    }
}
