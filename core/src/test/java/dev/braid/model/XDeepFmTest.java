package dev.braid.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.tensor.NoLeaks;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** models.md §6. */
@ExtendWith(NoLeaks.class)
class XDeepFmTest {
    private static final double EXACT = 1e-9;
    private static final ModelShape SHAPE = new ModelShape(3, 4, 1);
    private static final int F = SHAPE.fields();
    private static final int K = SHAPE.width();
    private static final int ROWS = 4;

    @Test
    void oneMapOfAllPairsOfFieldsIsThePairTermOfTheFactorisationMachine() {
        try (SmallModel model = SmallModel.of("xdeepfm", SHAPE, 1, "cin.maps=[1]", "mlp.hidden=[2]")) {
            double[] filter = new double[F * F];
            for (int i = 0; i < F; i++) {
                for (int j = i + 1; j < F; j++) {
                    filter[i * F + j] = 1;
                }
            }
            model.variable("task.0.cin.0.weight").assign(filter);
            model.variable("task.0.head.weight").assign(new double[] {1, 0, 0});
            List<double[]> input = model.input(ROWS, 2);
            double[] expected = linear(input);
            for (int b = 0; b < ROWS; b++) {
                for (int i = 0; i < F; i++) {
                    for (int j = i + 1; j < F; j++) {
                        for (int d = 0; d < K; d++) {
                            double[] e = input.get(0);
                            expected[b] += e[(b * F + i) * K + d] * e[(b * F + j) * K + d];
                        }
                    }
                }
            }
            assertArrayEquals(expected, model.logits(input), EXACT);
        }
    }

    @Test
    void withoutFiltersTheLinearTermAndTheDnnAreLeft() {
        try (SmallModel model = SmallModel.of("xdeepfm", SHAPE, 1, "cin.maps=[3,2]", "mlp.hidden=[6]");
                SmallModel dnn = SmallModel.of("dnn", SHAPE, 2, "mlp.hidden=[6]")) {
            model.drawBiases(3);
            model.variable("task.0.cin.0.weight").fill(0);
            model.variable("task.0.cin.1.weight").fill(0);
            dnn.variable("task.0.0.weight").assign(model.values("task.0.dnn.0.weight"));
            dnn.variable("task.0.0.bias").assign(model.values("task.0.dnn.0.bias"));
            dnn.variable("task.0.head.bias").assign(model.values("task.0.head.bias"));
            double[] head = model.values("task.0.head.weight");
            dnn.variable("task.0.head.weight").assign(Arrays.copyOfRange(head, 5, 11));
            List<double[]> input = model.input(ROWS, 4);
            double[] expected = linear(input);
            double[] deep = dnn.logits(input.subList(0, 1));
            for (int b = 0; b < ROWS; b++) {
                expected[b] += deep[b];
            }
            assertArrayEquals(expected, model.logits(input), EXACT);
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 0, 2", "false, 1, 2", "false, 2, 3", "false, 5, 4", "true, 0, 2", "true, 1, 3", "true, 2, 4"})
    void aMapOfLayerMIsHomogeneousOfDegreeMPlusOne(boolean splitHalf, int pooled, int degree) {
        String maps = splitHalf ? "cin.maps=[2,2,2]" : "cin.maps=[2,3,1]";
        try (SmallModel model =
                SmallModel.of("xdeepfm", SHAPE, 1, maps, "cin.splitHalf=" + splitHalf, "mlp.hidden=[2]")) {
            double[] head = new double
                    [Math.toIntExact(model.variable("task.0.head.weight").size(0))];
            head[pooled] = 1;
            model.variable("task.0.head.weight").assign(head);
            double[] e = model.input(ROWS, 2).get(0);
            double[] none = new double[ROWS * F];
            double[] once = model.logits(List.of(e, none));
            double[] scaled =
                    model.logits(List.of(Arrays.stream(e).map(x -> 1.3 * x).toArray(), none));
            assertTrue(Arrays.stream(once).anyMatch(p -> Math.abs(p) > 1e-3));
            for (int b = 0; b < ROWS; b++) {
                assertEquals(Math.pow(1.3, degree) * once[b], scaled[b], EXACT);
            }
        }
    }

    private static double[] linear(List<double[]> input) {
        double[] sums = new double[ROWS];
        for (int i = 0; i < ROWS * F; i++) {
            sums[i / F] += input.get(1)[i];
        }
        return sums;
    }
}
