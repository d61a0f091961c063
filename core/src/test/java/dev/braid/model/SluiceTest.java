package dev.braid.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadInput;
import dev.braid.nn.Pass;
import dev.braid.tensor.NoLeaks;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** models.md §10. */
@ExtendWith(NoLeaks.class)
class SluiceTest {
    private static final double EXACT = 1e-9;
    private static final ModelShape SHAPE = new ModelShape(3, 2, 2);
    private static final String[] SMALL = {"network.hidden=[4,4]", "tower.hidden=[]"};

    @Test
    void withOneSubspaceAndTheLastLayerAloneItIsCrossStitch() {
        String[] one = {"network.hidden=[4,4]", "tower.hidden=[]", "subspaces=1"};
        try (SmallModel sluice = SmallModel.of("sluice", SHAPE, 1, one);
                SmallModel stitched = SmallModel.of("crossstitch", SHAPE, 2, "network.hidden=[4,4]")) {
            sluice.drawBiases(3);
            lastLayerOnly(sluice);
            sluice.variable("stitch.0.mix").assign(new double[] {0.7, 0.2, -0.4, 1.1});
            stitched.copyFrom(sluice, name -> name);
            List<double[]> input = sluice.input(5, 4);
            assertArrayEquals(stitched.probabilities(input)[0], sluice.probabilities(input)[0], EXACT);
            assertArrayEquals(stitched.probabilities(input)[1], sluice.probabilities(input)[1], EXACT);
        }
    }

    private static void lastLayerOnly(SmallModel sluice) {
        sluice.variable("layers.0.mix").assign(new double[] {0, 1});
        sluice.variable("layers.1.mix").assign(new double[] {0, 1});
    }

    @Test
    void withIdentityStitchesAndTheLastLayerAloneTasksAreIndependent() {
        try (SmallModel sluice = SmallModel.of("sluice", SHAPE, 1, SMALL);
                SmallModel stitched = SmallModel.of("crossstitch", SHAPE, 2, "network.hidden=[4,4]")) {
            sluice.drawBiases(3);
            lastLayerOnly(sluice);
            for (String name : stitched.names()) {
                boolean stitch = name.startsWith("stitch.");
                stitched.variable(name).assign(stitch ? identity(2) : sluice.values(name));
            }
            sluice.variable("stitch.0.mix").assign(identity(4));
            sluice.variable("stitch.1.mix").assign(identity(4));
            List<double[]> input = sluice.input(5, 4);
            assertArrayEquals(stitched.probabilities(input)[0], sluice.probabilities(input)[0], EXACT);
            assertArrayEquals(stitched.probabilities(input)[1], sluice.probabilities(input)[1], EXACT);
            SmallModel.Slopes slopes = sluice.gradients(input, Pass.evaluation(), sluice.only(0));
            double[] weight = slopes.of("network.1.weight"); // [T, 4, 4]
            assertArrayEquals(new double[16], Arrays.copyOfRange(weight, 16, 32), 0.0);
        }
    }

    private static double[] identity(int n) {
        double[] identity = new double[n * n];
        for (int i = 0; i < n; i++) {
            identity[i * n + i] = 1;
        }
        return identity;
    }

    @Test
    void aSubspaceCanReadOneSubspaceOfAnotherTask() {
        try (SmallModel sluice = SmallModel.of("sluice", SHAPE, 1, SMALL)) {
            sluice.drawBiases(3);
            lastLayerOnly(sluice);
            sluice.variable("stitch.0.mix").assign(identity(4));
            double[] mix = identity(4);
            mix[1 * 4 + 2] = 1; // subspace 2 of task 0 reads subspace 1 of task 1 at the last layer
            sluice.variable("stitch.1.mix").assign(mix);
            List<double[]> input = sluice.input(5, 4);
            double[] head = sluice.values("tower.0.head.weight");
            double[][] before = sluice.probabilities(input);
            double[] bias = sluice.values("network.1.bias"); // [T, 1, 4]
            bias[6] += 5; // subspace 2 of task 1: nobody but task 1
            bias[7] += 5;
            sluice.variable("network.1.bias").assign(bias);
            assertArrayEquals(before[0], sluice.probabilities(input)[0]);
            assertFalse(Arrays.equals(before[1], sluice.probabilities(input)[1]));
            bias[4] += 5; // subspace 1 of task 1: task 0 too, by the weights of its second subspace
            sluice.variable("network.1.bias").assign(bias);
            assertFalse(Arrays.equals(before[0], sluice.probabilities(input)[0]));
            sluice.variable("tower.0.head.weight").assign(new double[] {head[0], head[1], 0, 0});
            double[] withoutSecond = sluice.probabilities(input)[0];
            bias[4] += 5;
            sluice.variable("network.1.bias").assign(bias);
            assertArrayEquals(withoutSecond, sluice.probabilities(input)[0]);
        }
    }

    @Test
    void aTaskMixesItsLayers() {
        try (SmallModel sluice = SmallModel.of("sluice", SHAPE, 1, SMALL)) {
            sluice.drawBiases(3);
            assertArrayEquals(new double[] {0.5, 0.5}, sluice.values("layers.0.mix"));
            sluice.variable("layers.0.mix").assign(new double[] {1, 0});
            List<double[]> input = sluice.input(5, 4);
            double[][] before = sluice.probabilities(input);
            sluice.variable("network.1.bias").fill(3);
            double[][] after = sluice.probabilities(input);
            assertArrayEquals(before[0], after[0], "task 0 reads the first layer only");
            assertFalse(Arrays.equals(before[1], after[1]));
        }
    }

    @Test
    void subspacesOfUnitsWithoutACommonInputArePenaltyFree() {
        try (SmallModel sluice = SmallModel.of("sluice", SHAPE, 1, SMALL)) {
            assertTrue(sluice.penalty() > 0);
            double[] first = new double[6 * 8]; // [D, T·u]
            double[] second = new double[2 * 4 * 4]; // [T, u, u]
            for (int t = 0; t < 2; t++) {
                for (int unit = 0; unit < 4; unit++) {
                    boolean one = unit < 2;
                    for (int i = one ? 0 : 3; i < (one ? 3 : 6); i++) {
                        first[i * 8 + t * 4 + unit] = 1 + i + unit;
                    }
                    for (int i = one ? 0 : 2; i < (one ? 2 : 4); i++) {
                        second[(t * 4 + i) * 4 + unit] = 1 + i + unit;
                    }
                }
            }
            sluice.variable("network.0.weight").assign(first);
            sluice.variable("network.1.weight").assign(second);
            assertEquals(0, sluice.penalty());
            first[0 * 8 + 3] = 2; // unit 3 of task 0 now reads input 0, as units 0 and 1 do by 1 and 2
            sluice.variable("network.0.weight").assign(first);
            assertEquals(0.1 * (2 * 2 + 4 * 4), sluice.penalty(), EXACT);
        }
    }

    @Test
    void thePenaltyOfThreeTasksAndThreeSubspacesIsTheSumWrittenOut() {
        ModelShape three = new ModelShape(3, 2, 3);
        String[] settings = {"network.hidden=[6,6]", "subspaces=3", "orthogonality=0.7"};
        try (SmallModel sluice = SmallModel.of("sluice", three, 1, settings)) {
            double[] first = sluice.values("network.0.weight"); // [D, T·u]
            double[] second = sluice.values("network.1.weight"); // [T, u, u]
            double expected = 0;
            for (int t = 0; t < 3; t++) {
                for (int unit = 0; unit < 6; unit++) {
                    for (int other = (unit / 2 + 1) * 2; other < 6; other++) { // of the subspaces behind
                        double below = 0;
                        double above = 0;
                        for (int i = 0; i < 6; i++) {
                            below += first[i * 18 + t * 6 + unit] * first[i * 18 + t * 6 + other];
                            above += second[(t * 6 + i) * 6 + unit] * second[(t * 6 + i) * 6 + other];
                        }
                        expected += below * below + above * above;
                    }
                }
            }
            assertEquals(0.7 * expected, sluice.penalty(), EXACT);
        }
    }

    @Test
    void withoutWeightThereIsNoPenalty() {
        for (String setting : List.of("orthogonality=0", "subspaces=1")) {
            try (SmallModel sluice = SmallModel.of("sluice", SHAPE, 1, setting)) {
                assertEquals(0, sluice.penalty(), setting);
            }
        }
    }

    @Test
    void layersMustBeCutEvenlyAndMixable() {
        refused("subspaces must divide the layers' size 5", "network.hidden=[5]");
        refused("and one size only", "network.hidden=[4,6]");
    }

    private static void refused(String message, String... settings) {
        BadInput e = assertThrows(BadInput.class, () -> SmallModel.of("sluice", SHAPE, 1, settings));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
