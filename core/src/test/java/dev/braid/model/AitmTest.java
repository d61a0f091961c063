package dev.braid.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadInput;
import dev.braid.nn.Parameter;
import dev.braid.nn.Pass;
import dev.braid.tensor.NoLeaks;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** models.md §14; the calibrator is BehaviouralCalibratorTest's. */
@ExtendWith(NoLeaks.class)
class AitmTest {
    private static final double EXACT = 1e-9;
    private static final int TASKS = 3;
    private static final int WIDTH = 4;
    private static final ModelShape SHAPE = new ModelShape(3, 2, TASKS);
    private static final String[] SMALL = {"towerHidden=4", "towerDropout=0"};

    private static SmallModel small(String... more) {
        String[] all = Arrays.copyOf(SMALL, SMALL.length + more.length);
        System.arraycopy(more, 0, all, SMALL.length, more.length);
        SmallModel model = SmallModel.of("aitm", SHAPE, 1, all);
        model.drawBiases(3);
        return model;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void scoresAreThoseOfThePaperWrittenOut(boolean perStep) {
        try (SmallModel model = small("perStep=" + perStep)) {
            List<double[]> input = model.input(5, 4);
            double[][] found = model.probabilities(input);
            for (int b = 0; b < 5; b++) {
                double[] e = Arrays.copyOfRange(input.get(0), b * 6, (b + 1) * 6);
                double[] z = new double[0];
                for (int t = 0; t < TASKS; t++) {
                    double[] q = relu(affine(model, "task." + t + ".tower.0", e));
                    String attention = perStep ? "task." + t + ".attention." : "attention.";
                    z = t == 0 ? q : attend(model, attention, q, relu(affine(model, "task." + t + ".transfer", z)));
                    double logit = affine(model, "task." + t + ".head", z)[0];
                    assertEquals(1 / (1 + Math.exp(-logit)), found[t][b], EXACT);
                }
            }
        }
    }

    private static double[] attend(SmallModel model, String prefix, double[]... slots) {
        double[] scores = new double[2];
        for (int u = 0; u < 2; u++) {
            double[] query = times(slots[u], model.values(prefix + "query"));
            double[] key = times(slots[u], model.values(prefix + "key"));
            for (int i = 0; i < WIDTH; i++) {
                scores[u] += query[i] * key[i] / Math.sqrt(WIDTH);
            }
        }
        double first = 1 / (1 + Math.exp(scores[1] - scores[0]));
        double[] own = times(slots[0], model.values(prefix + "value"));
        double[] handed = times(slots[1], model.values(prefix + "value"));
        return IntStream.range(0, WIDTH)
                .mapToDouble(i -> first * own[i] + (1 - first) * handed[i])
                .toArray();
    }

    private static double[] affine(SmallModel model, String name, double... x) {
        double[] y = times(x, model.values(name + ".weight"));
        double[] bias = model.values(name + ".bias");
        for (int i = 0; i < y.length; i++) {
            y[i] += bias[i];
        }
        return y;
    }

    private static double[] times(double[] x, double... matrix) {
        int out = matrix.length / x.length;
        double[] y = new double[out];
        for (int i = 0; i < matrix.length; i++) {
            y[i % out] += x[i / out] * matrix[i];
        }
        return y;
    }

    private static double[] relu(double... x) {
        return Arrays.stream(x).map(v -> Math.max(v, 0)).toArray();
    }

    @Test
    void withoutQueriesOrWithoutKeysBothSlotsWeighTheSame() {
        try (SmallModel model = small()) {
            List<double[]> input = model.input(5, 4);
            double[] query = model.values("attention.query");
            double[][] attentive = model.probabilities(input);
            model.variable("attention.query").fill(0);
            double[][] withoutQuery = model.probabilities(input);
            model.variable("attention.query").assign(query);
            model.variable("attention.key").fill(0);
            double[][] withoutKey = model.probabilities(input);
            for (int t = 1; t < TASKS; t++) {
                assertArrayEquals(withoutQuery[t], withoutKey[t], EXACT);
                assertFalse(Arrays.equals(attentive[t], withoutKey[t]));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"query", "key"})
    void withoutQueriesOrKeysATaskReadsTheMeanOfBothValues(String zeroed) {
        try (SmallModel model = small()) {
            List<double[]> input = model.input(5, 4);
            model.variable("attention." + zeroed).fill(0);
            double[][] found = model.probabilities(input);
            for (int b = 0; b < 5; b++) {
                double[] e = Arrays.copyOfRange(input.get(0), b * 6, (b + 1) * 6);
                double[] z = relu(affine(model, "task.0.tower.0", e));
                for (int t = 1; t < TASKS; t++) {
                    double[] q = relu(affine(model, "task." + t + ".tower.0", e));
                    double[] p = relu(affine(model, "task." + t + ".transfer", z));
                    double[] mean = new double[WIDTH];
                    Arrays.setAll(mean, i -> (q[i] + p[i]) / 2);
                    z = times(mean, model.values("attention.value")); // ½ W_V (q + p)
                    double logit = affine(model, "task." + t + ".head", z)[0];
                    assertEquals(1 / (1 + Math.exp(-logit)), found[t][b], EXACT);
                }
            }
        }
    }

    @Test
    void whatIsKnownGoesForwardOnly() {
        try (SmallModel model = small()) {
            List<double[]> input = model.input(5, 4);
            SmallModel.Slopes second = model.gradients(input, Pass.evaluation(), model.only(1));
            assertFalse(Arrays.stream(second.of("task.0.tower.0.weight")).allMatch(x -> x == 0));
            SmallModel.Slopes first = model.gradients(input, Pass.evaluation(), model.only(0));
            for (String name : model.names()) {
                if (!name.startsWith("task.0.")) {
                    assertArrayEquals(new double[first.of(name).length], first.of(name), 0.0, name);
                }
            }
        }
    }

    @Test
    void projectionsAreSharedByAllStepsUnlessEachHasItsOwn() {
        try (SmallModel shared = small();
                SmallModel perStep = small("perStep=true")) {
            assertEquals(
                    3,
                    shared.names().stream().filter(n -> n.contains("attention")).count());
            assertEquals(
                    6,
                    perStep.names().stream()
                            .filter(n -> n.contains("attention"))
                            .count());
            assertTrue(shared.names().stream().noneMatch(n -> n.contains("attention") && n.contains("bias")));
            for (int t = 1; t < TASKS; t++) {
                SmallModel.Slopes slopes = shared.gradients(shared.input(5, 4), Pass.evaluation(), shared.only(t));
                assertFalse(Arrays.stream(slopes.of("attention.value")).allMatch(x -> x == 0));
            }
        }
    }

    @Test
    void onlyTheLastTasksPartsAreItsOwn() {
        try (SmallModel model = small("perStep=true")) {
            for (Parameter p : model.parameters.all()) {
                assertEquals(p.name().startsWith("task.2."), p.task().isPresent(), p.name());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withTwoTasksTheAttentionIsTheSecondsAlone(boolean perStep) {
        try (SmallModel model = SmallModel.of("aitm", new ModelShape(3, 2, 2), 1, "perStep=" + perStep)) {
            List<Parameter> attention = model.parameters.all().stream()
                    .filter(p -> p.name().contains("attention."))
                    .toList();
            assertEquals(3, attention.size());
            attention.forEach(p -> assertEquals(OptionalInt.of(1), p.task(), p.name()));
        }
    }

    @Test
    void defaultsAreTheAuthors() {
        AitmOptions defaults = AitmOptions.DEFAULTS;
        assertEquals(List.of(128, 64, 32), defaults.towerHidden());
        assertEquals(List.of(0.1, 0.3, 0.3), defaults.towerDropout());
        assertFalse(defaults.perStep());
    }

    @Test
    void dropoutsMustFitTheLayers() {
        BadInput e = assertThrows(
                BadInput.class, () -> SmallModel.of("aitm", SHAPE, 1, "towerHidden=[8,4]", "towerDropout=[0,0,0]"));
        assertTrue(e.getMessage().contains("one for each of 2, got [0.0, 0.0, 0.0]"), e.getMessage());
    }
}
