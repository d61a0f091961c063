package dev.braid.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.braid.nn.Parameter;
import dev.braid.nn.Pass;
import dev.braid.tensor.NoLeaks;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** models.md §9. */
@ExtendWith(NoLeaks.class)
class CrossStitchTest {
    private static final double EXACT = 1e-9;
    private static final int TASKS = 3;
    private static final ModelShape SHAPE = new ModelShape(3, 2, TASKS);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withIdentityStitchesTasksAreIndependentNetworks(boolean perUnit) {
        try (SmallModel stitched = SmallModel.of("crossstitch", SHAPE, 1, small(perUnit));
                SmallModel dnn = SmallModel.of("dnn", SHAPE, 2, "mlp.hidden=[5,4]")) {
            stitched.drawBiases(3);
            mix(stitched, 1, 0);
            for (int t = 0; t < TASKS; t++) {
                String task = "task." + t + ".";
                dnn.variable(task + "0.weight").assign(columns(stitched.values("network.0.weight"), 6, t, 5));
                dnn.variable(task + "0.bias").assign(columns(stitched.values("network.0.bias"), 1, t, 5));
                dnn.variable(task + "1.weight").assign(columns(stitched.values("network.1.weight"), 1, t, 5 * 4));
                dnn.variable(task + "1.bias").assign(columns(stitched.values("network.1.bias"), 1, t, 4));
                for (String head : List.of("head.weight", "head.bias")) {
                    dnn.variable(task + head).assign(stitched.values("tower." + t + "." + head));
                }
            }
            List<double[]> input = stitched.input(5, 4);
            double[][] expected = dnn.probabilities(Collections.nCopies(TASKS, input.get(0)));
            double[][] found = stitched.probabilities(input);
            for (int t = 0; t < TASKS; t++) {
                assertArrayEquals(expected[t], found[t], EXACT);
            }
        }
    }

    private static String[] small(boolean perUnit) {
        return new String[] {"network.hidden=[5,4]", "perUnit=" + perUnit};
    }

    /** Columns {@code block·width} to {@code (block+1)·width − 1} of every row. */
    private static double[] columns(double[] values, int rows, int block, int width) {
        double[] found = new double[rows * width];
        int all = values.length / rows;
        for (int r = 0; r < rows; r++) {
            System.arraycopy(values, r * all + block * width, found, r * width, width);
        }
        return found;
    }

    /** Sets the diagonal of every stitch, and the rest. */
    private static void mix(SmallModel model, double diagonal, double rest) {
        for (String name : model.names()) {
            if (name.endsWith(".mix")) {
                double[] values = model.values(name);
                int width = values.length / (TASKS * TASKS);
                for (int i = 0; i < values.length; i++) {
                    int pair = i / width;
                    values[i] = pair / TASKS == pair % TASKS ? diagonal : rest;
                }
                model.variable(name).assign(values);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withIdentityStitchesATaskMovesItsOwnNetworkOnly(boolean perUnit) {
        try (SmallModel model = SmallModel.of("crossstitch", SHAPE, 1, small(perUnit))) {
            model.drawBiases(3);
            mix(model, 1, 0);
            SmallModel.Slopes slopes = model.gradients(model.input(5, 4), Pass.evaluation(), model.only(0));
            double[] weight = slopes.of("network.1.weight"); // [T, 5, 4]
            assertArrayEquals(new double[2 * 20], Arrays.copyOfRange(weight, 20, 60), 0.0);
            assertFalse(Arrays.stream(weight).limit(20).allMatch(x -> x == 0));
            assertFalse(
                    Arrays.stream(slopes.of("stitch.0.mix")).skip(1).allMatch(x -> x == 0),
                    "a closed stitch must be able to open");
        }
    }

    @Test
    void equalSharesOfEqualNetworksMakeAllTasksEqual() {
        try (SmallModel model = SmallModel.of("crossstitch", SHAPE, 1, small(false))) {
            mix(model, 1.0 / TASKS, 1.0 / TASKS);
            for (int t = 1; t < TASKS; t++) {
                for (String head : List.of("head.weight", "head.bias")) {
                    model.variable("tower." + t + "." + head).assign(model.values("tower.0." + head));
                }
            }
            double[][] p = model.probabilities(model.input(5, 4));
            assertArrayEquals(p[0], p[1], EXACT);
            assertArrayEquals(p[0], p[2], EXACT);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTaskReadsTheOthersByItsRowOfTheStitch(boolean perUnit) {
        try (SmallModel model = SmallModel.of("crossstitch", SHAPE, 1, small(perUnit))) {
            mix(model, 1, 0);
            String name = "stitch.1.mix";
            double[] values = model.values(name);
            int width = values.length / (TASKS * TASKS);
            Arrays.fill(values, width, 2 * width, 0.5); // A[0, 1]
            double[][] before = model.probabilities(model.input(5, 4));
            model.variable(name).assign(values);
            double[][] after = model.probabilities(model.input(5, 4));
            assertFalse(Arrays.equals(before[0], after[0]));
            assertArrayEquals(before[1], after[1], EXACT);
            assertArrayEquals(before[2], after[2], EXACT);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stitchesStartWithTheirOwnShareAndRowsOfSumOne(boolean perUnit) {
        try (SmallModel model = SmallModel.of("crossstitch", SHAPE, 1, small(perUnit))) {
            double[] mix = model.values("stitch.0.mix");
            int width = perUnit ? 5 : 1;
            assertEquals(TASKS * TASKS * width, mix.length);
            for (int i = 0; i < mix.length; i++) {
                int pair = i / width;
                assertEquals(pair / TASKS == pair % TASKS ? 0.9 : 0.05, mix[i], EXACT);
            }
        }
    }

    @Test
    void stitchesAreNeverRegularisedAndLearnAtTheirOwnRate() {
        try (SmallModel model = SmallModel.of("crossstitch", SHAPE, 1, "stitchRate=100")) {
            for (Parameter p : model.parameters.all()) {
                boolean stitch = p.name().startsWith("stitch.");
                assertEquals(stitch ? 100 : 1, p.rate(), p.name());
                assertEquals(stitch, p.role() == Parameter.Role.GATE, p.name());
            }
        }
    }

    @Test
    void networksDifferFromTheStart() {
        try (SmallModel model = SmallModel.of("crossstitch", SHAPE, 1, small(false))) {
            double[] weight = model.values("network.1.weight");
            assertNotEquals(weight[0], weight[20]);
            assertEquals(weight.length, Arrays.stream(weight).distinct().count());
        }
    }
}
