package dev.braid.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.catalogue.ModelEntry;
import dev.braid.catalogue.Models;
import dev.braid.nn.Pass;
import dev.braid.nn.TaskCorrelation;
import dev.braid.nn.Trace;
import dev.braid.nn.VirtualGradient;
import dev.braid.nn.VirtualGradientOptions;
import dev.braid.tensor.NoLeaks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What models show of themselves is what their formulas say, and showing it changes nothing. */
@ExtendWith(NoLeaks.class)
class TracesTest {
    private static final ModelShape SHAPE = new ModelShape(3, 4, 2);
    private static final int ROWS = 7;
    private static final double ROUNDING = 1e-12;
    private static final TaskCorrelation CORRELATION = (measure, rows) -> new double[][] {{1, 0.3}, {0.3, 1}};

    /** Models that have nothing between the embeddings and the output that is weighed, shared or compared. */
    private static final Set<String> PLAIN =
            Set.of("dnn", "widedeep", "dcn", "dcnv2", "fint", "nfm", "xdeepfm", "sharedbottom", "esmm");

    static Stream<String> everyModel() {
        return Models.ALL.stream().map(ModelEntry::name);
    }

    private static Recorder observed(SmallModel model, List<double[]> input) {
        Recorder recorder = new Recorder();
        double[][] watched = model.probabilities(input, Pass.evaluation(recorder));
        assertArrayEquals(model.probabilities(input), watched);
        return recorder;
    }

    @ParameterizedTest
    @MethodSource("everyModel")
    void observingChangesNoBitOfOutputsAndGradients(String name) {
        try (SmallModel model = SmallModel.of(name, SHAPE, 1)) {
            List<double[]> input = model.input(ROWS, 2);
            observed(model, input);
            SmallModel.Slopes alone = model.gradients(input, Pass.training(5, 0, CORRELATION), model.lambda());
            SmallModel.Slopes watched =
                    model.gradients(input, Pass.training(5, 0, CORRELATION, new Recorder()), model.lambda());
            alone.parameters()
                    .forEach((parameter, slope) -> assertArrayEquals(slope, watched.of(parameter), parameter));
            for (int table = 0; table < model.tables; table++) {
                assertArrayEquals(
                        alone.embeddings().get(table), watched.embeddings().get(table));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyModel")
    void everyModelShowsSomethingUnlessItIsPlain(String name) {
        try (SmallModel model = SmallModel.of(name, SHAPE, 1)) {
            Recorder recorder = observed(model, model.input(ROWS, 2));
            assertEquals(PLAIN.contains(name), recorder.count() == 0, name + " shows " + recorder.count());
        }
    }

    @ParameterizedTest
    @MethodSource("everyModel")
    void shapesAndNamesFit(String name) {
        try (SmallModel model = SmallModel.of(name, SHAPE, 1)) {
            Recorder seen = observed(model, model.input(ROWS, 2));
            Map<String, Set<String>> experts = new LinkedHashMap<>();
            seen.experts.forEach(e -> {
                assertEquals(e.trace().names().size(), e.shape()[0]);
                assertEquals(ROWS, e.shape()[1]);
                e.trace()
                        .names()
                        .forEach(n -> assertTrue(
                                experts.computeIfAbsent(e.trace().place(), p -> new HashSet<>())
                                        .add(n),
                                n + " twice"));
            });
            Set<String> readers = new HashSet<>();
            seen.gates.forEach(g -> {
                assertEquals(g.trace().choices().size(), g.shape()[1]);
                assertTrue(g.shape()[0] == ROWS || g.shape()[0] == 1, name);
                assertTrue(readers.add(g.trace().place() + "/" + g.trace().reader()), g.trace() + " twice");
                for (String choice : g.trace().choices()) {
                    Set<String> known = experts.getOrDefault(g.trace().place(), Set.of());
                    assertTrue(
                            known.isEmpty()
                                    || known.stream().anyMatch(e -> choice.equals(e) || choice.startsWith(e + ".")),
                            choice + " is none of " + known);
                }
            });
            seen.selections.forEach(s -> assertArrayEquals(new long[] {SHAPE.concatenated()}, s.shape()));
            seen.parts.forEach(p -> assertArrayEquals(new long[] {ROWS}, p.shape()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mmoe", "ple", "igie", "aitm", "mtphn", "escm2-dr"})
    void softmaxGatesAreDistributions(String name) {
        try (SmallModel model = SmallModel.of(name, SHAPE, 1)) {
            Recorder seen = observed(model, model.input(ROWS, 2));
            assertTrue(!seen.gates.isEmpty());
            seen.gates.forEach(g -> {
                int n = (int) g.shape()[1];
                for (int b = 0; b < ROWS; b++) {
                    double[] row = Arrays.copyOfRange(g.values(), b * n, (b + 1) * n);
                    assertEquals(1, Arrays.stream(row).sum(), ROUNDING);
                    assertTrue(Arrays.stream(row).allMatch(w -> w >= 0));
                }
            });
        }
    }

    @Test
    void gatesOfMmoeAreTheSoftmaxOfTheirWeightsTimesTheEmbeddings() {
        try (SmallModel model = SmallModel.of("mmoe", SHAPE, 1, "experts=3")) {
            List<double[]> input = model.input(ROWS, 2);
            Recorder seen = observed(model, input);
            int d = SHAPE.concatenated();
            for (int t = 0; t < 2; t++) {
                double[] weight = model.values("gate." + t + ".weight"); // [D, 3]
                double[] expected = new double[ROWS * 3];
                for (int b = 0; b < ROWS; b++) {
                    double total = 0;
                    for (int i = 0; i < 3; i++) {
                        double logit = 0;
                        for (int c = 0; c < d; c++) {
                            logit += input.get(0)[b * d + c] * weight[c * 3 + i];
                        }
                        expected[b * 3 + i] = Math.exp(logit);
                        total += expected[b * 3 + i];
                    }
                    for (int i = 0; i < 3; i++) {
                        expected[b * 3 + i] /= total;
                    }
                }
                assertArrayEquals(expected, seen.gate("", "task." + t), ROUNDING);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dephn", "mtphn"})
    void publicAndPrivatePartAddUpToTheLogit(String name) {
        try (SmallModel model = SmallModel.of(name, SHAPE, 1)) {
            model.perturb(0.3, 3);
            List<double[]> input = model.input(ROWS, 2);
            Recorder seen = observed(model, input);
            double[][] logits = model.logits(input, Pass.evaluation());
            for (int t = 0; t < 2; t++) {
                double[] shared = seen.part(Trace.task(t), "public");
                double[] own = seen.part(Trace.task(t), "private");
                double[] sum = IntStream.range(0, ROWS)
                        .mapToDouble(b -> shared[b] + own[b])
                        .toArray();
                assertArrayEquals(logits[t], sum, ROUNDING);
            }
        }
    }

    @Test
    void dephnShowsTheValuesOfItsGatesAndOfItsSelection() {
        try (SmallModel model = SmallModel.of("dephn", SHAPE, 1, "experts=2")) {
            Recorder seen = observed(model, model.input(ROWS, 2));
            double[] values = model.values("gate.values"); // [T, K, P]
            assertArrayEquals(Arrays.copyOfRange(values, 0, 6), seen.gate("", "task.0"));
            assertArrayEquals(Arrays.copyOfRange(values, 6, 12), seen.gate("", "task.1"));
            assertEquals(
                    List.of("expert.0.identity", "expert.0.sin", "expert.0.cos"),
                    seen.gates.get(0).trace().choices().subList(0, 3));
            assertEquals(
                    List.of("select.dnn", "select.cross", "select.field"),
                    seen.selections.stream().map(s -> s.trace().place()).toList());
            double[] half = new double[SHAPE.concatenated()];
            Arrays.fill(half, 0.5);
            seen.selections.forEach(s -> assertArrayEquals(half, s.values()));
            assertTrue(seen.coefficients.isEmpty(), "no virtual gradient where nothing is trained");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tvg", "mg"})
    void coefficientsOfATrainingPassAreThoseOfTheVirtualGradient(String gate) {
        try (SmallModel model = SmallModel.of("dephn", SHAPE, 1, "experts=2", "gate=" + gate)) {
            Recorder seen = new Recorder();
            model.probabilities(model.input(ROWS, 2), Pass.training(5, 0, CORRELATION, seen));
            VirtualGradient virtual = new VirtualGradient(VirtualGradientOptions.DEFAULTS);
            double[] g0 = seen.gate("", "task.0");
            double[] g1 = seen.gate("", "task.1");
            int rows = g0.length / 6;
            Recorder.Seen<Trace.Coefficients> shown = seen.coefficients.get(0);
            assertArrayEquals(new long[] {rows, 2, 6}, shown.shape());
            List<Double> expected = new ArrayList<>();
            for (int b = 0; b < rows; b++) {
                for (int t = 0; t < 2; t++) {
                    for (int i = 0; i < 6; i++) {
                        expected.add(virtual.gamma(0.3, g0[b * 6 + i] - g1[b * 6 + i]));
                    }
                }
            }
            assertArrayEquals(expected.stream().mapToDouble(c -> c).toArray(), shown.values(), ROUNDING);
        }
    }

    @Test
    void crossStitchShowsItsMixingWeightsRowByRow() {
        try (SmallModel model = SmallModel.of("crossstitch", SHAPE, 1, "perUnit=true")) {
            Recorder seen = observed(model, model.input(ROWS, 2));
            assertArrayEquals(new double[] {0.9, 0.1}, seen.gate("stitch.0", "task.0"), ROUNDING);
            assertArrayEquals(new double[] {0.1, 0.9}, seen.gate("stitch.1", "task.1"), ROUNDING);
        }
    }

    @Test
    void withoutQueriesAitmWeighsBothSlotsAlike() {
        try (SmallModel model = SmallModel.of("aitm", SHAPE, 1)) {
            model.variable("attention.query").fill(0);
            Recorder seen = observed(model, model.input(ROWS, 2));
            double[] half = new double[2 * ROWS];
            Arrays.fill(half, 0.5);
            assertArrayEquals(half, seen.gate("", "task.1"), ROUNDING);
        }
    }

    @Test
    void outsideOfTrainingSnrShowsItsRoutesHalfOpenAtLogAlphaZero() {
        try (SmallModel model = SmallModel.of("snr-aver", SHAPE, 1, "initialLogAlpha=0", "initialSpread=0")) {
            Recorder seen = observed(model, model.input(ROWS, 2));
            assertTrue(seen.gates.stream().anyMatch(g -> g.trace().reader().equals("subnet.0")));
            seen.gates.forEach(g -> Arrays.stream(g.values()).forEach(z -> assertEquals(0.5, z, ROUNDING)));
        }
    }
}
