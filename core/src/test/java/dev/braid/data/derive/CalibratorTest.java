package dev.braid.data.derive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.data.Split;
import dev.braid.fault.BadInput;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class CalibratorTest {
    private static double value(List<Achieved> achieved, String name) {
        Double here = achieved.stream()
                .filter(a -> a.name().startsWith(name))
                .findFirst()
                .orElseThrow()
                .here();
        return here == null ? Double.NaN : here;
    }

    private static List<Achieved> achieved(Logits logits, Calibration calibration, ConfidenceFunction function) {
        AffineMap map = new Calibrator(logits).map(calibration);
        return DerivedLabels.of(logits, map, function, 0, 1, 0).achieved();
    }

    @Test
    void normalLogitsOfTheFitNeedNoCalibration() {
        List<Achieved> achieved = achieved(Draws.fitted(1_000_000), Calibration.NONE, ConfidenceFunction.UNRELATED);
        assertEquals(0.9877, value(achieved, "corr(c, y_r)"), 2e-3);
        assertEquals(0.5288, value(achieved, "corr(c, y_ur)"), 2e-3);
        assertEquals(0.2785, value(achieved, "mean of sigmoid"), 1e-3);
        assertEquals(0.923, value(achieved, "corr(label 1, label 2)"), 2e-3);
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                shape("normal", z -> -1.1207 + 0.9345 * z),
                shape("overconfident", z -> 3 * z - 4),
                shape("skewed to the right", z -> Math.exp(0.4 * z) - 3),
                shape("skewed to the left", z -> -Math.exp(0.3 * z)),
                shape("heavy tails", z -> Math.sinh(z) - 1),
                shape("two humps", z -> z > 0.8 ? z + 1 : z - 1),
                shape("no tails", z -> Math.tanh(z) - 1),
                shape("few values", z -> Math.rint(4 * z) / 4 - 1.1));
    }

    private static Arguments shape(String name, DoubleUnaryOperator bend) {
        return Arguments.of(name, bend);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void confidencesAreCalibratedToThePaper(String name, DoubleUnaryOperator bend) {
        int rows = name.equals("normal") ? 1_000_000 : 100_000;
        List<Achieved> achieved = achieved(Draws.of(rows, bend), Calibration.CONF, ConfidenceFunction.UNRELATED);
        assertEquals(Calibrator.RELATED, value(achieved, "corr(c, y_r)"), 1e-3, name);
        assertEquals(Calibrator.UNRELATED, value(achieved, "corr(c, y_ur)"), 1e-3, name);
    }

    @Test
    void calibrationDoesNotDependOnTheLogitsUnit() {
        AffineMap map = new Calibrator(Draws.of(50_000, z -> 7 + 5 * (-1.1207 + 0.9345 * z))).map(Calibration.CONF);
        assertEquals(-1.1207, map.shift(), 0.1);
        assertEquals(0.9345, map.scale(), 0.05);
    }

    @Test
    void labelsAreCalibratedToThePaper() {
        Logits logits = Draws.fitted(200_000);
        AffineMap map = new Calibrator(logits).map(Calibration.LABEL);
        assertEquals(2.55, map.scale(), 0.03);
        assertEquals(map.mean(), map.shift());
        List<Achieved> achieved = achieved(logits, Calibration.LABEL, ConfidenceFunction.UNRELATED);
        assertEquals(0.5288, value(achieved, "corr(label 1, label 2)"), 1e-3);
    }

    @Test
    void withoutCalibrationLogitsAreTheConfidences() {
        AffineMap map = new Calibrator(Draws.of(1000, z -> 2 * z - 5)).map(Calibration.NONE);
        assertEquals(-3.25, map.of(-3.25), 1e-12);
    }

    @Test
    void equalLogitsAreRefusedInOneLine() {
        Logits logits = new Logits(Map.of(Split.TRAIN, new double[] {0.1, 0.1, 0.1}, Split.TEST, new double[] {0.1}));
        BadInput refused = assertThrows(BadInput.class, () -> new Calibrator(logits));
        assertTrue(String.valueOf(refused.getMessage()).contains("all 4 rows the same logit"), refused::getMessage);
    }

    @Test
    void logitsOfTwoValuesCannotBeCalibratedAndSaySoInOneLine() {
        Logits logits = Draws.of(1000, z -> z > 0 ? 1 : -2);
        Calibrator calibrator = new Calibrator(logits);
        BadInput refused = assertThrows(BadInput.class, () -> calibrator.map(Calibration.CONF));
        assertTrue(String.valueOf(refused.getMessage()).contains("calibrate=none"), refused::getMessage);
        assertEquals(1, String.valueOf(refused.getMessage()).lines().count());
    }

    @Test
    void logitsThatAreNoNumbersAreRefused() {
        Logits logits = new Logits(Map.of(Split.TRAIN, new double[] {0.1, Double.NaN}));
        assertThrows(BadInput.class, () -> new Calibrator(logits));
    }
}
