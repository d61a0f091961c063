package dev.braid.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.braid.catalogue.ModelEntry;
import dev.braid.catalogue.Models;
import dev.braid.nn.Parameter;
import dev.braid.options.Option;
import dev.braid.options.OptionCatalogue;
import dev.braid.tensor.NoLeaks;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every model of the catalogue keeps; a new model is tested by being listed. */
@ExtendWith(NoLeaks.class)
class ModelContractTest {
    private static final ModelShape SHAPE = new ModelShape(3, 4, 2);
    private static final int ROWS = 9;
    private static final double ROUNDING = 1e-12;

    static Stream<String> everyModel() {
        return Models.ALL.stream().map(ModelEntry::name);
    }

    @ParameterizedTest
    @MethodSource("everyModel")
    void defaultsBuildAModelWithOneProbabilityPerTaskAndRow(String name) {
        try (SmallModel model = SmallModel.of(name, SHAPE, 1)) {
            double[][] p = model.probabilities(model.input(ROWS, 2));
            assertEquals(SHAPE.tasks(), p.length);
            for (double[] task : p) {
                assertEquals(ROWS, task.length);
                assertTrue(Arrays.stream(task).allMatch(x -> x > 0 && x < 1), Arrays.toString(task));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyModel")
    void crossEntropyIsTheLogLossOfTheProbability(String name) {
        try (SmallModel model = SmallModel.of(name, SHAPE, 1)) {
            List<double[]> input = model.input(ROWS, 2);
            double[][] p = model.probabilities(input);
            double[][] ofOne = model.crossEntropies(input, 1);
            double[][] ofZero = model.crossEntropies(input, 0);
            for (int t = 0; t < p.length; t++) {
                assertArrayEquals(Arrays.stream(p[t]).map(x -> -Math.log(x)).toArray(), ofOne[t], 1e-9);
                assertArrayEquals(Arrays.stream(p[t]).map(x -> -Math.log1p(-x)).toArray(), ofZero[t], 1e-9);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyModel")
    void reportedProbabilitiesAreThoseOfTheTensor(String name) {
        try (SmallModel model = SmallModel.of(name, SHAPE, 1)) {
            List<double[]> input = model.input(ROWS, 2);
            double[][] tensors = model.probabilityTensors(input);
            double[][] reported = model.reportedProbabilities(input);
            assertEquals(tensors.length, reported.length);
            for (int k = 0; k < tensors.length; k++) {
                assertArrayEquals(tensors[k], reported[k], ROUNDING);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyModel")
    void oneFieldOneTaskAndOneRowAreEnough(String name) {
        ModelShape least = new ModelShape(1, 4, 1);
        try (SmallModel model = SmallModel.of(name, least, 1)) {
            List<double[]> input = model.input(1, 2);
            assertEquals(1, model.probabilities(input)[0].length);
            SmallModel.Slopes slopes = model.gradients(input, Passes.training(3, 1), 1);
            assertTrue(slopes.parameters().values().stream()
                    .flatMapToDouble(Arrays::stream)
                    .allMatch(Double::isFinite));
        }
    }

    @ParameterizedTest
    @MethodSource("everyModel")
    void gradientReachesEveryParameterAndEveryEmbedding(String name) {
        try (SmallModel model = SmallModel.of(name, SHAPE, 1)) {
            model.drawBiases(5);
            SmallModel.Slopes slopes =
                    model.gradients(model.input(ROWS, 2), Passes.training(3, SHAPE.tasks()), model.lambda());
            slopes.parameters()
                    .forEach((parameter, slope) -> assertFalse(allZero(slope), "no gradient reaches " + parameter));
            for (int table = 0; table < model.tables; table++) {
                int width = model.width(table);
                for (int cell = 0; cell < ROWS * model.columns(table); cell++) {
                    double[] slope =
                            Arrays.copyOfRange(slopes.embeddings().get(table), cell * width, (cell + 1) * width);
                    assertFalse(
                            allZero(slope),
                            "no gradient reaches column " + cell % model.columns(table) + " of row "
                                    + cell / model.columns(table));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyModel")
    void whatBelongsToOneTaskGetsNoGradientFromAnother(String name) {
        assumeFalse(Models.named(name).kind() == ModelEntry.Kind.CHAIN, "tasks of a chain read each other");
        ModelShape three = new ModelShape(3, 4, 3);
        try (SmallModel model = SmallModel.of(name, three, 1)) {
            List<double[]> input = model.input(ROWS, 2);
            for (int s = 0; s < three.tasks(); s++) {
                SmallModel.Slopes slopes = model.gradients(input, Passes.training(3, 3), model.only(s));
                for (Parameter p : model.parameters.trainable()) {
                    if (p.task().isPresent() && p.task().getAsInt() != s) {
                        assertTrue(allZero(slopes.of(p.name())), "task " + s + " moves " + p.name());
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyModel")
    void sameSeedGivesSameWeightsAndScores(String name) {
        try (SmallModel one = SmallModel.of(name, SHAPE, 7);
                SmallModel two = SmallModel.of(name, SHAPE, 7);
                SmallModel other = SmallModel.of(name, SHAPE, 8)) {
            assertEquals(bits(one.values()), bits(two.values()));
            assertFalse(bits(one.values()).equals(bits(other.values())), "another seed gave the same weights");
            List<double[]> input = one.input(ROWS, 2);
            assertArrayEquals(one.probabilities(input), two.probabilities(input));
        }
    }

    @ParameterizedTest
    @MethodSource("everyModel")
    void evaluationIsTheSameEveryTime(String name) {
        try (SmallModel model = SmallModel.of(name, SHAPE, 1, withDropout(name))) {
            List<double[]> input = model.input(ROWS, 2);
            double[][] first = model.probabilities(input);
            model.probabilities(input, Passes.training(4, SHAPE.tasks()));
            assertArrayEquals(first, model.probabilities(input));
        }
    }

    @ParameterizedTest
    @MethodSource("everyModel")
    void trainingScoresAsEvaluationWithoutDropout(String name) {
        assumeFalse(name.startsWith("snr-"), "routes are drawn in training");
        String[] off = Stream.of(withDropout(name))
                .map(set -> set.replace("=0.5", "=0"))
                .toArray(String[]::new);
        try (SmallModel model = SmallModel.of(name, SHAPE, 1, off)) {
            List<double[]> input = model.input(ROWS, 2);
            double[][] training = model.probabilities(input, Passes.training(4, SHAPE.tasks()));
            assertArrayEquals(model.probabilities(input), training);
        }
    }

    @ParameterizedTest
    @MethodSource("everyModel")
    void dropoutIsAFunctionOfTheSeedAndOfTrainingOnly(String name) {
        String[] dropout = withDropout(name);
        assumeFalse(dropout.length == 0, name + " has no dropout");
        for (String one : dropout) {
            boolean narrow = one.startsWith("gate.") && options(name).contains("experts");
            String[] gate = narrow ? new String[] {one, "experts=4"} : new String[] {one};
            try (SmallModel model = SmallModel.of(name, SHAPE, 1, gate);
                    SmallModel without = SmallModel.of(name, SHAPE, 1)) {
                List<double[]> input = model.input(ROWS, 2);
                double[][] first = model.probabilities(input, Passes.training(4, SHAPE.tasks()));
                assertArrayEquals(first, model.probabilities(input, Passes.training(4, SHAPE.tasks())), one);
                assertFalse(
                        Arrays.deepEquals(first, model.probabilities(input, Passes.training(5, SHAPE.tasks()))), one);
                assertArrayEquals(without.probabilities(input), model.probabilities(input), one);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyModel")
    void rowOrderDoesNotChangeScores(String name) {
        try (SmallModel model = SmallModel.of(name, SHAPE, 1)) {
            List<double[]> input = model.input(ROWS, 2);
            int[] order = {3, 0, 8, 5, 1, 7, 2, 6, 4};
            List<double[]> shuffled = rows(input, order);
            double[][] before = model.probabilities(input);
            double[][] after = model.probabilities(shuffled);
            for (int t = 0; t < SHAPE.tasks(); t++) {
                for (int b = 0; b < ROWS; b++) {
                    assertEquals(before[t][order[b]], after[t][b], ROUNDING);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyModel")
    void aRowScoresAloneAsInABatch(String name) {
        try (SmallModel model = SmallModel.of(name, SHAPE, 1)) {
            List<double[]> input = model.input(ROWS, 2);
            double[][] together = model.probabilities(input);
            for (int b = 0; b < ROWS; b++) {
                double[][] alone = model.probabilities(rows(input, b));
                for (int t = 0; t < SHAPE.tasks(); t++) {
                    assertEquals(together[t][b], alone[t][0], ROUNDING);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyModel")
    void zeroEmbeddingsGiveNumbersAndFiniteGradients(String name) {
        try (SmallModel model = SmallModel.of(name, SHAPE, 1)) {
            List<double[]> zero =
                    model.input(ROWS, 2).stream().map(e -> new double[e.length]).toList();
            for (double[] p : model.probabilities(zero)) {
                assertTrue(Arrays.stream(p).allMatch(Double::isFinite), Arrays.toString(p));
            }
            SmallModel.Slopes slopes = model.gradients(zero, Passes.training(3, SHAPE.tasks()), model.lambda());
            Stream.concat(slopes.parameters().values().stream(), slopes.embeddings().stream())
                    .forEach(slope -> assertTrue(Arrays.stream(slope).allMatch(Double::isFinite)));
        }
    }

    /** Matrices that mean something where all their elements are alike: the trap is a weight whose units never differ. */
    private static final Pattern ALIKE_ON_PURPOSE = Pattern.compile(".*(stitch|mix|beta|residual|ssg|norm|select).*");

    @ParameterizedTest
    @MethodSource("everyModel")
    void weightsOfALayerDifferFromEachOtherAndFromThoseOfItsTwins(String name) {
        try (SmallModel model = SmallModel.of(name, SHAPE, 1)) {
            Map<List<Double>, String> seen = new HashMap<>();
            for (Parameter p : model.parameters.trainable()) {
                List<Double> values =
                        Arrays.stream(p.variable().toDoubles()).boxed().toList();
                boolean drawn = p.role() == Parameter.Role.WEIGHT
                        && !ALIKE_ON_PURPOSE.matcher(p.name()).matches();
                if (drawn && values.size() > 1) {
                    assertEquals(values.size(), Set.copyOf(values).size(), p.name() + " begins with equal numbers");
                    String twin = seen.put(values, p.name());
                    assertNull(twin, p.name() + " begins as " + twin);
                }
            }
        }
    }

    /** {@code --set} lines that set every dropout of a model that its other defaults allow to one half. */
    private static String[] withDropout(String name) {
        return AcceptedSettings.of(
                name,
                options(name).stream()
                        .filter(option -> option.toLowerCase(Locale.ROOT).endsWith("dropout"))
                        .map(option -> option + "=0.5")
                        .toList());
    }

    private static List<String> options(String name) {
        return OptionCatalogue.of("", Models.named(name).defaults()).stream()
                .map(Option::name)
                .toList();
    }

    private static boolean allZero(double... values) {
        return Arrays.stream(values).allMatch(x -> x == 0);
    }

    private static Map<String, List<Double>> bits(Map<String, double[]> values) {
        return values.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> Arrays.stream(e.getValue())
                .boxed()
                .toList()));
    }

    private static List<double[]> rows(List<double[]> input, int... order) {
        return input.stream()
                .map(e -> IntStream.of(order)
                        .boxed()
                        .flatMapToDouble(b -> Arrays.stream(e, b * (e.length / ROWS), (b + 1) * (e.length / ROWS)))
                        .toArray())
                .toList();
    }
}
