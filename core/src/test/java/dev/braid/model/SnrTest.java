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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** models.md §13; the distribution of the routes is HardConcreteTest's. */
@ExtendWith(NoLeaks.class)
class SnrTest {
    private static final double EXACT = 1e-9;
    private static final double WIDE_OPEN = 20; // σ(20) stretched is above 1
    private static final ModelShape SHAPE = new ModelShape(3, 2, 2);

    @Test
    void oneOpenSubnetworkPerLevelIsSharedBottom() {
        String[] one = {"levels=[[7],[6]]", "subnetworks=1", "initialLogAlpha=20", "initialSpread=0"};
        try (SmallModel snr = SmallModel.of("snr-aver", SHAPE, 1, one);
                SmallModel bottom = SmallModel.of("sharedbottom", SHAPE, 2, "bottom.hidden=[7,6]")) {
            snr.drawBiases(3);
            bottom.copyFrom(snr, name -> name.replace("bottom.0.", "level.0.subnet.0.")
                    .replace("bottom.1.", "level.1.subnet.0."));
            assertSameScores(bottom, snr);
        }
    }

    private static void assertSameScores(SmallModel expected, SmallModel found) {
        List<double[]> input = expected.input(5, 4);
        double[][] scores = expected.probabilities(input);
        for (int t = 0; t < scores.length; t++) {
            assertArrayEquals(scores[t], found.probabilities(input)[t], EXACT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"normalised=false", "normalised=true"})
    void transformsThatLeaveEverythingAsItIsMakeTransAver(String normalised) {
        String[] small = {"levels=[[3],[3]]", "subnetworks=2", "initialSpread=0.8", normalised};
        try (SmallModel trans = SmallModel.of("snr-trans", SHAPE, 1, small);
                SmallModel aver = SmallModel.of("snr-aver", SHAPE, 2, small)) {
            aver.copyFrom(trans, name -> name);
            for (String name : trans.names()) {
                if (name.endsWith(".transform")) {
                    double[] identity = new double[2 * 9];
                    for (int i = 0; i < 2; i++) {
                        for (int d = 0; d < 3; d++) {
                            identity[i * 9 + d * 3 + d] = 1;
                        }
                    }
                    trans.variable(name).assign(identity);
                }
            }
            assertSameScores(aver, trans);
        }
    }

    @Test
    void normalisedRoutesOfEqualOpennessAreAMean() {
        String[] half = {"levels=[[3]]", "subnetworks=2", "initialSpread=0", "normalised=true"};
        String[] open = {"levels=[[3]]", "subnetworks=2", "initialSpread=0", "initialLogAlpha=20", "normalised=true"};
        try (SmallModel one = SmallModel.of("snr-aver", SHAPE, 1, half);
                SmallModel other = SmallModel.of("snr-aver", SHAPE, 1, open)) {
            assertSameScores(one, other); // z = ½ and z = 1
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"snr-trans", "snr-aver"})
    void aClosedRouteIsNotHeardAndMovesNothingBelow(String name) {
        try (SmallModel snr = SmallModel.of(name, SHAPE, 1, "levels=[[4],[3]]", "subnetworks=[2,2]")) {
            snr.drawBiases(3);
            for (int q = 0; q < 2; q++) {
                snr.variable("level.0.route." + q + ".logAlpha").assign(new double[] {WIDE_OPEN, -WIDE_OPEN});
            }
            List<double[]> input = snr.input(5, 4);
            double[][] before = snr.probabilities(input);
            SmallModel.Slopes slopes = snr.gradients(input, Pass.evaluation(), snr.lambda());
            double[] bias = slopes.of("level.0.subnet.0.bias"); // [2 · 4], expert by expert
            assertArrayEquals(new double[4], Arrays.copyOfRange(bias, 4, 8), 0.0);
            assertFalse(Arrays.stream(bias).limit(4).allMatch(x -> x == 0));
            double[] moved = snr.values("level.0.subnet.0.bias");
            Arrays.fill(moved, 4, 8, 9);
            snr.variable("level.0.subnet.0.bias").assign(moved);
            assertArrayEquals(before, snr.probabilities(input));
        }
    }

    @Test
    void everyTransformIsRegisteredAndMoves() {
        try (SmallModel snr = SmallModel.of("snr-trans", SHAPE, 1, "levels=[[4],[3]]", "subnetworks=[2,3]")) {
            snr.drawBiases(3);
            List<String> transforms =
                    snr.names().stream().filter(n -> n.endsWith(".transform")).toList();
            assertEquals(3 + 2, transforms.size());
            SmallModel.Slopes slopes = snr.gradients(snr.input(5, 4), Pass.evaluation(), snr.lambda());
            for (String name : transforms) {
                assertFalse(Arrays.stream(slopes.of(name)).allMatch(x -> x == 0), name);
            }
        }
    }

    @Test
    void nothingIsDrawnThatIsTrained() {
        try (SmallModel snr = SmallModel.of("snr-aver", SHAPE, 1, "levels=[[4],[3]]")) {
            for (Parameter p : snr.parameters.all()) {
                assertTrue(p.name().matches("(level\\.\\d\\.(subnet|route)|tower)\\..*"), p.name());
                assertEquals(p.name().endsWith(".logAlpha"), p.role() == Parameter.Role.GATE, p.name());
            }
        }
    }

    @Test
    void routesDifferFromStepToStepInTraining() {
        try (SmallModel snr = SmallModel.of("snr-trans", SHAPE, 1)) {
            List<double[]> input = snr.input(5, 4);
            double[][] first = snr.probabilities(input, Passes.training(1, 2));
            assertArrayEquals(first, snr.probabilities(input, Passes.training(1, 2)));
            assertFalse(Arrays.deepEquals(first, snr.probabilities(input, Passes.training(2, 2))));
        }
    }

    @Test
    void thePenaltyIsTheExpectedNumberOfOpenRoutes() {
        String[] settings = {"levels=[[4],[3]]", "subnetworks=[2,3]", "initialSpread=0", "openRoutes=0.01"};
        try (SmallModel snr = SmallModel.of("snr-aver", SHAPE, 1, settings)) {
            int edges = 2 * 3 + 3 * 2;
            assertEquals(0.01 * edges * (1 - 0.168178), snr.penalty(), 1e-7);
        }
        try (SmallModel snr = SmallModel.of("snr-aver", SHAPE, 1, "openRoutes=0")) {
            assertEquals(0, snr.penalty());
        }
    }

    @Test
    void numbersOfSubnetworksMustFitTheLevels() {
        BadInput e = assertThrows(BadInput.class, () -> SmallModel.of("snr-aver", SHAPE, 1, "subnetworks=[2,3,4]"));
        assertTrue(e.getMessage().contains("subnetworks must hold one number for all levels"), e.getMessage());
    }
}
