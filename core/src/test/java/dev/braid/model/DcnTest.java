package dev.braid.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.tensor.NoLeaks;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** models.md §3. */
@ExtendWith(NoLeaks.class)
class DcnTest {
    private static final double EXACT = 1e-9;
    private static final ModelShape SHAPE = new ModelShape(3, 2, 1);
    private static final int D = SHAPE.concatenated();
    private static final int ROWS = 4;

    @ParameterizedTest
    @ValueSource(strings = {"dcn", "dcnv2"})
    void crossLayersWithoutWeightsAreTheIdentity(String name) {
        try (SmallModel model = SmallModel.of(name, SHAPE, 1, "structure=cross-only")) {
            zeroCross(model);
            model.variable("task.0.head.bias").fill(0.4);
            double[] w = model.values("task.0.head.weight");
            List<double[]> input = model.input(ROWS, 2);
            double[] expected = new double[ROWS];
            Arrays.fill(expected, 0.4);
            for (int i = 0; i < ROWS * D; i++) {
                expected[i / D] += w[i % D] * input.get(0)[i];
            }
            assertArrayEquals(expected, model.logits(input), EXACT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dcn", "dcnv2"})
    void stackedOnCrossLayersWithoutWeightsItIsTheDnn(String name) {
        try (SmallModel model = SmallModel.of(name, SHAPE, 1, "structure=stacked");
                SmallModel dnn = SmallModel.of("dnn", SHAPE, 2)) {
            model.drawBiases(3);
            zeroCross(model);
            dnn.copyFrom(model, there -> there.contains("head") ? there : there.replace("task.0.", "task.0.dnn."));
            List<double[]> input = model.input(ROWS, 4);
            assertArrayEquals(dnn.logits(input), model.logits(input), EXACT);
        }
    }

    @Test
    void parallelReadsTheCrossNetworkAndTheMlpOfTheSameEmbeddings() {
        try (SmallModel both = SmallModel.of("dcnv2", SHAPE, 1, "mlp.hidden=[7]");
                SmallModel cross = SmallModel.of("dcnv2", SHAPE, 2, "structure=cross-only");
                SmallModel dnn = SmallModel.of("dnn", SHAPE, 3, "mlp.hidden=[7]")) {
            both.drawBiases(4);
            double[] head = both.values("task.0.head.weight");
            List<double[]> input = both.input(ROWS, 5);
            for (String name : cross.names()) {
                if (name.contains("cross")) {
                    cross.variable(name).assign(both.values(name));
                }
            }
            cross.variable("task.0.head.weight").assign(Arrays.copyOf(head, D));
            dnn.variable("task.0.0.weight").assign(both.values("task.0.dnn.0.weight"));
            dnn.variable("task.0.0.bias").assign(both.values("task.0.dnn.0.bias"));
            dnn.variable("task.0.head.weight").assign(Arrays.copyOfRange(head, D, D + 7));
            double[] expected = cross.logits(input);
            for (int b = 0; b < ROWS; b++) {
                expected[b] += dnn.logits(input)[b] + both.values("task.0.head.bias")[0];
            }
            assertArrayEquals(expected, both.logits(input), EXACT);
        }
    }

    @Test
    void matricesOfEqualRowsAreTheVectorsOfVersionOne() {
        try (SmallModel v1 = SmallModel.of("dcn", SHAPE, 1);
                SmallModel v2 = SmallModel.of("dcnv2", SHAPE, 2)) {
            for (String name : v1.names()) {
                boolean vector = name.contains("cross") && name.endsWith("weight");
                v2.variable(name).assign(vector ? inEveryColumn(v1.values(name)) : v1.values(name));
            }
            List<double[]> input = v1.input(ROWS, 3);
            assertArrayEquals(v1.logits(input), v2.logits(input), EXACT);
        }
    }

    /** The transposed of 1·wᵀ, as parameters hold matrices. */
    private static double[] inEveryColumn(double... w) {
        double[] matrix = new double[w.length * w.length];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = w[i / w.length];
        }
        return matrix;
    }

    @Test
    void theBiasOfVersionTwoStandsInsideOfTheProductThatOfVersionOneOutside() {
        double[] b = new SplittableRandom(9).doubles(D, -1, 1).toArray();
        for (String name : List.of("dcn", "dcnv2")) {
            try (SmallModel model = SmallModel.of(name, SHAPE, 1, "structure=cross-only", "crossLayers=1")) {
                zeroCross(model);
                model.variable("task.0.cross.0.bias").assign(b);
                double[] w = model.values("task.0.head.weight");
                List<double[]> input = model.input(1, 2);
                double expected = 0;
                for (int i = 0; i < D; i++) {
                    double x = input.get(0)[i];
                    expected += w[i] * (name.equals("dcn") ? b[i] + x : x * b[i] + x);
                }
                assertEquals(expected, model.logits(input)[0], EXACT, name);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"dcn, 1", "dcn, 2", "dcn, 4", "dcnv2, 1", "dcnv2, 3"})
    void withoutBiasesItIsAPolynomialOfDegreeLayersPlusOneInTheScaleOfTheEmbeddings(String name, int layers) {
        try (SmallModel model = SmallModel.of(name, SHAPE, 1, "structure=cross-only", "crossLayers=" + layers)) {
            double[] values = new double[layers + 3];
            double[] e = model.input(1, 2).get(0);
            for (int s = 0; s < values.length; s++) {
                double scale = 1 + 0.5 * s;
                values[s] = model.logits(
                                List.of(Arrays.stream(e).map(x -> x * scale).toArray()))[0];
            }
            double size = Arrays.stream(values).map(Math::abs).max().orElseThrow();
            double[] lower = Arrays.copyOf(values, layers + 2);
            assertEquals(0, difference(values), 1e-12 * size * (1 << values.length), "degree is at most L+1");
            assertTrue(Math.abs(difference(lower)) > 1e-6, "degree is at least L+1");
        }
    }

    /** The finite difference of highest order. */
    private static double difference(double... values) {
        double[] left = values.clone();
        for (int n = values.length - 1; n > 0; n--) {
            for (int i = 0; i < n; i++) {
                left[i] = left[i + 1] - left[i];
            }
        }
        return left[0];
    }

    @Test
    void aLowRankMatrixIsTheProductOfItsFactors() {
        try (SmallModel full = SmallModel.of("dcnv2", SHAPE, 1, "crossLayers=1");
                SmallModel low = SmallModel.of("dcnv2", SHAPE, 2, "crossLayers=1", "crossRank=2")) {
            double[] down = low.values("task.0.cross.0.down"); // V, [D, 2]
            double[] up = low.values("task.0.cross.0.up"); // Uᵀ, [2, D]
            double[] product = new double[D * D];
            for (int i = 0; i < D * D; i++) {
                product[i] = down[i / D * 2] * up[i % D] + down[i / D * 2 + 1] * up[D + i % D];
            }
            for (String name : full.names()) {
                full.variable(name).assign(name.endsWith("cross.0.weight") ? product : low.values(name));
            }
            List<double[]> input = full.input(ROWS, 3);
            assertArrayEquals(low.logits(input), full.logits(input), EXACT);
        }
    }

    private static void zeroCross(SmallModel model) {
        model.names().stream().filter(name -> name.contains("cross")).forEach(name -> model.variable(name)
                .fill(0));
    }
}
