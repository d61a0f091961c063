package dev.braid.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadInput;
import dev.braid.nn.Pass;
import dev.braid.tensor.NoLeaks;
import dev.braid.tensor.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Structure and readout of DE-PHN; its virtual gradient is tested in {@link DePhnVirtualGradientTest}. */
@ExtendWith(NoLeaks.class)
class DePhnTest {
    private static final ModelShape SHAPE = new ModelShape(3, 4, 2);
    private static final int D = SHAPE.concatenated();
    private static final int T = SHAPE.tasks();
    private static final int ROWS = 5;

    @Test
    void rawMappingWithSoftmaxGatesAndNoVirtualGradientIsMtPhnS3() {
        String[] same = {"experts=3", "expert.hidden=6,5", "crossExperts=2"};
        try (SmallModel mt = SmallModel.of("mtphn", SHAPE, 1, with(same, "setting=s3"));
                SmallModel de = SmallModel.of(
                        "dephn",
                        SHAPE,
                        2,
                        with(same, "mappings=identity", "gate=mg", "virtualGradient.enabled=false"))) {
            de.copyFrom(mt, name -> switch (name) {
                case "public.weight" -> "readout.experts.weight";
                case "public.bias", "private.bias" -> "readout.bias";
                default -> name.replace(".private.", ".readout.interaction.");
            });
            mt.variable("readout.bias").assign(new double[] {0.4, -0.7});
            de.variable("public.bias").assign(new double[] {0.4, -0.7});
            de.variable("private.bias").fill(0);
            List<double[]> input = de.input(ROWS, 4);
            close(mt.probabilities(input), de.probabilities(input));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"phn", "mtphn", "dephn"})
    void withoutSelectionNothingIsAttendedAndTheRawEmbeddingsAreRead(String model) {
        try (SmallModel off = SmallModel.of(model, SHAPE, 1, "interaction.selection=off");
                SmallModel raw = SmallModel.of(model, SHAPE, 2)) {
            assertTrue(off.names().stream().noneMatch(n -> n.contains("attention.") || n.contains("select.")));
            raw.names().stream().filter(n -> n.contains("select.")).forEach(n -> raw.variable(n)
                    .fill(0));
            off.copyFrom(raw, name -> name);
            List<double[]> input = off.input(ROWS, 4);
            close(raw.probabilities(input), off.probabilities(input));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "off, 1, 1, 3",
        "scalar, 2, 1, 3",
        "vector, 1, 1, 3",
        "vector, 1, 2, 2",
        "vector, 2, 0, 1",
        "vector, 0, 0, 3"
    })
    void countsItsParameters(String residual, int kc, int kf, int mappings) {
        List<String> functions = List.of("identity", "sin", "cos").subList(0, mappings);
        try (SmallModel model = SmallModel.of(
                "dephn",
                SHAPE,
                1,
                "interaction.residual=" + residual,
                "crossExperts=" + kc,
                "fieldExperts=" + kf,
                "experts=3",
                "expert.hidden=6,5",
                "mappings=" + String.join(",", functions))) {
            int f = SHAPE.fields();
            int rhoC = residual.equals("off") ? 0 : residual.equals("scalar") ? 1 : D;
            int rhoF = residual.equals("vector") ? f : rhoC;
            int gates = 1 + (kc > 0 ? 1 : 0) + (kf > 0 ? 1 : 0);
            int mlp = D * 6 + 6 + 6 * 5 + 5;
            int tkp = T * 3 * mappings;
            int interactions = kc * 2 * (D * D + D + rhoC) + kf * 2 * (f * f + rhoF);
            assertEquals(
                    4 * 16 + gates * D + 3 * mlp + tkp * (1 + 5) + T * interactions + T * (kc + kf) * D + 2 * T,
                    model.parameters.count());
        }
    }

    @Test
    void sumOfLogitsMakesTheBiasesOneAndTheOthersDoNot() {
        for (String combination : List.of("sum-logits", "sum-probs", "mean-probs")) {
            try (SmallModel model = SmallModel.of("dephn", SHAPE, 1, "combination=" + combination)) {
                List<double[]> input = model.input(ROWS, 2);
                model.variable("public.bias").fill(-1.5);
                double[] one = model.probabilities(input)[0];
                model.variable("public.bias").fill(0);
                model.variable("private.bias").fill(-1.5);
                double[] other = model.probabilities(input)[0];
                double apart = IntStream.range(0, ROWS)
                        .mapToDouble(b -> Math.abs(one[b] - other[b]))
                        .max()
                        .orElseThrow();
                assertEquals(combination.equals("sum-logits"), apart < 1e-12, combination + ": " + apart);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"sum-logits, 0.3", "sum-probs, 0.3", "mean-probs, 0.3", "sum-probs, 4"})
    void combinationsAreTheirFormulas(String combination, double level) {
        try (SmallModel model = SmallModel.of("dephn", SHAPE, 1, "combination=" + combination)) {
            List<double[]> input = model.input(ROWS, 2);
            model.variable("public.weight").fill(0); // l_pub = b_pub
            model.names().stream()
                    .filter(name -> name.endsWith("private.weight"))
                    .forEach(name -> model.variable(name).fill(0)); // l_pri = b_pri
            model.variable("public.bias").fill(level);
            model.variable("private.bias").fill(-1);
            double shared = 1 / (1 + Math.exp(-level));
            double own = 1 / (1 + Math.exp(1));
            double expected =
                    switch (combination) {
                        case "sum-logits" -> 1 / (1 + Math.exp(1 - level));
                        case "sum-probs" -> Math.min(shared + own, 1 - 1e-7);
                        default -> (shared + own) / 2;
                    };
            assertArrayEquals(constant(expected), model.probabilities(input)[1], 1e-12);
            double slope = model.gradients(input, Pass.evaluation(), 1, 1).of("public.bias")[1];
            assertEquals(shared + own > 1 && combination.equals("sum-probs"), slope == 0);
        }
    }

    @Test
    void trainableFrequencyOfOneIsNoFrequency() {
        try (SmallModel free = SmallModel.of("dephn", SHAPE, 1, "trainableFrequency=true");
                SmallModel fixed = SmallModel.of("dephn", SHAPE, 1)) {
            List<double[]> input = free.input(ROWS, 2);
            assertArrayEquals(fixed.probabilities(input), free.probabilities(input));
            assertEquals(fixed.parameters.count() + 4, free.parameters.count(), "one per expert");
            free.variable("mapping.frequency").fill(2);
            assertFalse(Arrays.deepEquals(fixed.probabilities(input), free.probabilities(input)));
        }
    }

    @Test
    void aHiddenTowerReadsGatedMappings() {
        try (SmallModel model = SmallModel.of("dephn", SHAPE, 1, "towerHidden=6")) {
            List<double[]> input = model.input(ROWS, 2);
            double[][] before = model.probabilities(input);
            scale(model, "gate.values", 4);
            scale(model, "tower.0.0.weight", 0.25);
            scale(model, "tower.1.0.weight", 0.25);
            close(before, model.probabilities(input));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "6"})
    void aGateOfZeroShutsAnExpertsMappingOffFromItsTaskAlone(String tower) {
        try (SmallModel model =
                SmallModel.of("dephn", SHAPE, 1, "experts=1", "mappings=identity", "towerHidden=[" + tower + "]")) {
            model.variable("gate.values").assign(new double[] {0, 1});
            List<double[]> input = model.input(ROWS, 2);
            double[][] before = model.probabilities(input);
            model.variable("experts.0.bias").fill(0.9);
            double[][] after = model.probabilities(input);
            assertArrayEquals(before[0], after[0]);
            assertFalse(Arrays.equals(before[1], after[1]));
        }
    }

    @Test
    void selectionGatesPerTaskBeginAsTheSharedOnes() {
        try (SmallModel shared = SmallModel.of("dephn", SHAPE, 1);
                SmallModel each = SmallModel.of("dephn", SHAPE, 1, "selectionPerTask=true")) {
            List<double[]> input = shared.input(ROWS, 2);
            assertArrayEquals(shared.probabilities(input), each.probabilities(input));
            assertEquals(shared.parameters.count() + 2L * (T - 1) * D, each.parameters.count());
            each.variable("task.1.select.cross.gate").fill(0);
            assertArrayEquals(shared.probabilities(input)[0], each.probabilities(input)[0]);
            assertFalse(Arrays.equals(shared.probabilities(input)[1], each.probabilities(input)[1]));
        }
    }

    @Test
    void residualExpertsWithoutLinksArePlainExperts() {
        try (SmallModel residual = SmallModel.of("dephn", SHAPE, 1, "expertResidual=true", "experts=2");
                SmallModel plain = SmallModel.of("dephn", SHAPE, 1, "experts=2", "expert.hidden=128,64")) {
            assertEquals(plain.parameters.count(), residual.parameters.count(), "no layer keeps its width");
        }
        try (SmallModel residual = SmallModel.of("dephn", SHAPE, 1, "expertResidual=true", "expert.hidden=12,12")) {
            List<double[]> input = residual.input(ROWS, 2);
            double[][] before = residual.probabilities(input);
            residual.variable("experts.0.1.residual").fill(0);
            assertFalse(Arrays.deepEquals(before, residual.probabilities(input)));
        }
    }

    @ParameterizedTest
    @CsvSource({"mg, 1", "mg-sigmoid, 4", "mg-linear, 0"})
    void mappingGatesWithZeroWeightsAreConstant(String gate, double total) {
        try (SmallModel model = SmallModel.of(
                "dephn",
                SHAPE,
                1,
                "gate=" + gate,
                "experts=8",
                "mappings=cos",
                "expert.hidden=4",
                "crossExperts=0",
                "fieldExperts=0")) {
            model.names().stream()
                    .filter(name -> name.startsWith("gate.") || name.startsWith("experts."))
                    .forEach(name -> model.variable(name).fill(0));
            model.variable("public.weight").fill(0.1); // every ⟨W, cos 0⟩ is 0.4, and 8 gates add up to the total
            double expected = 1 / (1 + Math.exp(-0.4 * total));
            assertArrayEquals(constant(expected), model.probabilities(model.input(ROWS, 2))[0], 1e-12);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mappings=[]              | mappings must hold at least one function, for example identity",
                "mappings=sin,sin         | mappings must hold every function once, got [SIN, SIN]",
                "mappings=tan             | 'tan' is no choice here",
                "experts=0                | experts must be at least 1, got 0",
                "fieldExperts=-2          | fieldExperts must be at least 0, got -2",
                "towerHidden=0            | towerHidden sizes must be at least 1, got 0",
                "virtualGradient.floor=3  | floor must be between 0 and 2, got 3.0",
                "interaction.heads=3      | attention heads must divide the embedding width: 3 heads do not divide 4"
            })
    void impossibleOptionsAreRefused(String setting, String message) {
        BadInput e = assertThrows(
                BadInput.class, () -> SmallModel.of("dephn", SHAPE, 1, setting).close());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void frequenciesWithoutPeriodsAreRefused() {
        BadInput e = assertThrows(
                BadInput.class, () -> SmallModel.of("dephn", SHAPE, 1, "trainableFrequency=true", "mappings=identity")
                        .close());
        assertTrue(e.getMessage().contains("trainableFrequency needs sin or cos among the mappings"), e.getMessage());
    }

    private static String[] with(String[] some, String... more) {
        return IntStream.range(0, some.length + more.length)
                .mapToObj(i -> i < some.length ? some[i] : more[i - some.length])
                .toArray(String[]::new);
    }

    private static void scale(SmallModel model, String name, double factor) {
        try (Scope scope = Scope.open()) {
            model.variable(name).scale(factor);
        }
    }

    private static double[] constant(double value) {
        double[] all = new double[ROWS];
        Arrays.fill(all, value);
        return all;
    }

    private static void close(double[][] expected, double[][] found) {
        for (int t = 0; t < T; t++) {
            assertArrayEquals(expected[t], found[t], 1e-12);
        }
    }
}
