package dev.braid.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.braid.nn.Pass;
import dev.braid.nn.VirtualGradient;
import dev.braid.nn.VirtualGradient.Family;
import dev.braid.nn.VirtualGradient.Shape;
import dev.braid.nn.VirtualGradientOptions;
import dev.braid.tensor.DType;
import dev.braid.tensor.NoLeaks;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(NoLeaks.class)
class DePhnVirtualGradientTest {
    private static final ModelShape SHAPE = new ModelShape(3, 4, 3);
    private static final int ROWS = 6;
    private static final double[][] X = {{1, 0.2, 0.5}, {0.2, 1, 0.05}, {0.5, 0.05, 1}};
    private static final String OFF = "virtualGradient.enabled=false";

    @ParameterizedTest
    @EnumSource(dev.braid.nn.TaskGate.Kind.class)
    void outputsAreTheSameBitsWithAndWithoutInTrainingAndEvaluation(dev.braid.nn.TaskGate.Kind kind) {
        try (SmallModel on = SmallModel.of("dephn", SHAPE, 1, "gate=" + kind);
                SmallModel off = SmallModel.of("dephn", SHAPE, 1, "gate=" + kind, OFF)) {
            List<double[]> input = on.input(ROWS, 2);
            double[][] expected = off.probabilities(input);
            assertArrayEquals(expected, on.probabilities(input));
            assertArrayEquals(expected, on.probabilities(input, training()));
            assertArrayEquals(expected, off.probabilities(input, training()));
        }
    }

    @ParameterizedTest
    @CsvSource({"ADD, ABS", "ADD, COS", "ADD, SQUARE", "ADD, SQRT", "MUL, ABS", "MUL, COS", "MUL, SQUARE", "MUL, SQRT"})
    void theGradientOfTrainedGatesIsScaledAndEveryOtherKeepsItsBits(Family family, Shape shape) {
        String[] curve = {"virtualGradient.family=" + family, "virtualGradient.shape=" + shape};
        try (SmallModel on = SmallModel.of("dephn", SHAPE, 1, curve);
                SmallModel off = SmallModel.of("dephn", SHAPE, 1, OFF)) {
            List<double[]> input = on.input(ROWS, 2);
            SmallModel.Slopes scaled = on.gradients(input, training(), on.lambda());
            SmallModel.Slopes plain = off.gradients(input, training(), off.lambda());
            double[] c = coefficients(on, family, shape);
            double[] expected = plain.of("gate.values");
            double[] found = scaled.of("gate.values");
            for (int i = 0; i < c.length; i++) {
                assertEquals(c[i] * expected[i], found[i], Math.ulp(found[i]));
            }
            assertFalse(Arrays.equals(expected, found));
            assertOthersEqual(plain.parameters(), scaled.parameters(), "gate.values");
            assertArrayEquals(plain.embeddings().get(0), scaled.embeddings().get(0));
        }
    }

    @ParameterizedTest
    @CsvSource({"mg", "mg-sigmoid", "mg-linear"})
    void mappingGatesScaleWhatReachesTheirOwnWeightsOnly(String gate) {
        try (SmallModel on = SmallModel.of("dephn", SHAPE, 1, "gate=" + gate);
                SmallModel off = SmallModel.of("dephn", SHAPE, 1, "gate=" + gate, OFF)) {
            List<double[]> input = on.input(ROWS, 2);
            SmallModel.Slopes scaled = on.gradients(input, training(), on.lambda());
            SmallModel.Slopes plain = off.gradients(input, training(), off.lambda());
            assertFalse(Arrays.equals(plain.of("gate.0.weight"), scaled.of("gate.0.weight")));
            assertFalse(
                    Arrays.equals(plain.embeddings().get(0), scaled.embeddings().get(0)));
            assertOthersEqual(plain.parameters(), scaled.parameters(), "gate.");
        }
    }

    @Test
    void oneStepOfGradientDescentMovesGatesByTheCoefficientAndNothingElseDiffers() {
        double rate = 0.5;
        try (SmallModel on = SmallModel.of("dephn", SHAPE, 1);
                SmallModel off = SmallModel.of("dephn", SHAPE, 1, OFF)) {
            List<double[]> input = on.input(ROWS, 2);
            double[] before = on.values("gate.values");
            double[] c = coefficients(on, Family.ADD, Shape.SQRT);
            step(on, input, rate);
            step(off, input, rate);
            double[] scaled = on.values("gate.values");
            double[] plain = off.values("gate.values");
            for (int i = 0; i < c.length; i++) {
                assertEquals(c[i] * (plain[i] - before[i]), scaled[i] - before[i], 1e-15);
            }
            assertOthersEqual(off.values(), on.values(), "gate.values");
        }
    }

    @ParameterizedTest
    @CsvSource({"tvg", "mg"})
    void oneTaskIsNotScaled(String gate) {
        ModelShape one = new ModelShape(3, 4, 1);
        Pass pass = Pass.training(1, (measure, rows) -> new double[][] {{1}});
        try (SmallModel on = SmallModel.of("dephn", one, 1, "gate=" + gate);
                SmallModel off = SmallModel.of("dephn", one, 1, "gate=" + gate, OFF)) {
            List<double[]> input = on.input(ROWS, 2);
            Map<String, double[]> expected = off.gradients(input, pass, 1).parameters();
            assertOthersEqual(expected, on.gradients(input, pass, 1).parameters(), "none");
        }
    }

    /** ∂L_t/∂G = (ŷ_t − y_t) ⟨W, f_p(e_k)⟩; the product is what the logit gains when G grows by 1. */
    @Test
    void withoutScalingTheGradientOfGatesIsEquationSeven() {
        double h = 1e-5;
        try (SmallModel model = SmallModel.of("dephn", SHAPE, 1, OFF)) {
            List<double[]> input = model.input(1, 2);
            double[] gates = model.values("gate.values");
            int block = gates.length / SHAPE.tasks();
            double[] found = model.gradients(input, training(), 1, 1, 1).of("gate.values");
            double[][] p = model.probabilities(input);
            double[][] crossEntropy = model.crossEntropies(input, 1);
            for (int i = 0; i < gates.length; i++) {
                int t = i / block;
                double loss = model.loss(input, model.only(t));
                double label = Math.abs(loss - crossEntropy[t][0]) < 1e-9 ? 1 : 0;
                double product = logit(model, input, t, gates, i, 1) - logit(model, input, t, gates, i, 0);
                assertEquals((p[t][0] - label) * product, found[i], 1e-9);
                double numeric =
                        (lossAt(model, input, t, gates, i, h) - lossAt(model, input, t, gates, i, -h)) / (2 * h);
                assertEquals(numeric, found[i], 1e-6);
            }
        }
    }

    private static double logit(
            SmallModel model, List<double[]> input, int task, double[] gates, int i, double change) {
        set(model, gates, i, change);
        double p = model.probabilities(input)[task][0];
        set(model, gates, i, 0);
        return Math.log(p) - Math.log1p(-p);
    }

    private static double lossAt(SmallModel model, List<double[]> input, int task, double[] gates, int i, double h) {
        set(model, gates, i, h);
        double loss = model.loss(input, model.only(task));
        set(model, gates, i, 0);
        return loss;
    }

    private static void set(SmallModel model, double[] gates, int i, double change) {
        double[] moved = gates.clone();
        moved[i] += change;
        model.variable("gate.values").assign(moved);
    }

    private static void step(SmallModel model, List<double[]> input, double rate) {
        SmallModel.Slopes slopes = model.gradients(input, training(), model.lambda());
        try (Scope scope = Scope.open()) {
            slopes.parameters().forEach((name, slope) -> model.variable(name)
                    .plus(Tensors.of(DType.F64, slope, model.variable(name).shape()), -rate));
        }
    }

    private static double[] coefficients(SmallModel model, Family family, Shape shape) {
        VirtualGradientOptions d = VirtualGradientOptions.DEFAULTS;
        VirtualGradientOptions options =
                new VirtualGradientOptions(true, d.measure(), d.scope(), family, shape, d.floor());
        return new VirtualGradient(options).coefficients(X, model.values("gate.values"), SHAPE.tasks());
    }

    private static Pass training() {
        return Pass.training(7, (measure, rows) -> X);
    }

    private static void assertOthersEqual(Map<String, double[]> expected, Map<String, double[]> found, String except) {
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((name, values) -> {
            if (!name.startsWith(except)) {
                assertArrayEquals(values, found.get(name), name);
            }
        });
    }
}
