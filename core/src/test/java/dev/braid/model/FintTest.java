package dev.braid.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.tensor.NoLeaks;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** models.md §4. */
@ExtendWith(NoLeaks.class)
class FintTest {
    private static final double EXACT = 1e-9;
    private static final ModelShape SHAPE = new ModelShape(3, 2, 1);
    private static final int D = SHAPE.concatenated();
    private static final int ROWS = 4;

    @ParameterizedTest
    @ValueSource(strings = {"vector", "off"})
    void withoutMixturesAndWithResidualsOfOneItIsTheDnn(String residual) {
        try (SmallModel model = SmallModel.of("fint", SHAPE, 1, "residual=" + residual, "mlp.hidden=[8,5]");
                SmallModel dnn = SmallModel.of("dnn", SHAPE, 2, "mlp.hidden=[8,5]")) {
            model.drawBiases(3);
            fill(model, "weight", 0);
            dnn.copyFrom(model, name -> name.replace("task.0.", "task.0.dnn."));
            List<double[]> input = model.input(ROWS, 4);
            assertArrayEquals(dnn.logits(input), model.logits(input), EXACT);
        }
    }

    @Test
    void aLayerOfTheIdentityWithoutResidualSquaresEveryField() {
        try (SmallModel model = linear(1)) {
            model.variable("task.0.field.0.weight").assign(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
            fill(model, "residual", 0);
            double[] w = model.values("task.0.dnn.head.weight");
            List<double[]> input = model.input(ROWS, 4);
            double[] expected = new double[ROWS];
            for (int i = 0; i < ROWS * D; i++) {
                expected[i / D] += w[i % D] * input.get(0)[i] * input.get(0)[i];
            }
            assertArrayEquals(expected, model.logits(input), EXACT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void withoutResidualsItIsHomogeneousOfDegreeLayersPlusOne(int layers) {
        try (SmallModel model = linear(layers)) {
            fill(model, "residual", 0);
            List<double[]> input = model.input(ROWS, 4);
            double[] scaled = Arrays.stream(input.get(0)).map(x -> 1.7 * x).toArray();
            double[] expected = Arrays.stream(model.logits(input))
                    .map(l -> l * Math.pow(1.7, layers + 1))
                    .toArray();
            assertTrue(Arrays.stream(expected).anyMatch(l -> Math.abs(l) > 1e-3));
            assertArrayEquals(expected, model.logits(List.of(scaled)), EXACT);
        }
    }

    /** Field interaction under the head alone. */
    private static SmallModel linear(int layers) {
        return SmallModel.of("fint", SHAPE, 1, "mlp.hidden=[]", "layers=" + layers);
    }

    private static void fill(SmallModel model, String ending, double value) {
        model.names().stream()
                .filter(name -> name.startsWith("task.0.field.") && name.endsWith(ending))
                .forEach(name -> model.variable(name).fill(value));
    }
}
