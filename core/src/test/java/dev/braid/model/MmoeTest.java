package dev.braid.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.braid.nn.Parameter;
import dev.braid.nn.Pass;
import dev.braid.tensor.NoLeaks;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** models.md §11. */
@ExtendWith(NoLeaks.class)
class MmoeTest {
    private static final double EXACT = 1e-9;
    private static final ModelShape SHAPE = new ModelShape(3, 2, 2);

    @Test
    void withOneExpertItIsSharedBottom() {
        try (SmallModel mmoe = SmallModel.of("mmoe", SHAPE, 1, "experts=1", "expert.hidden=[7,6]");
                SmallModel bottom = SmallModel.of("sharedbottom", SHAPE, 2, "bottom.hidden=[7,6]")) {
            mmoe.drawBiases(3);
            bottom.copyFrom(mmoe, name -> name.replace("bottom.", "experts."));
            List<double[]> input = mmoe.input(5, 4);
            double[][] expected = bottom.probabilities(input);
            double[][] found = mmoe.probabilities(input);
            assertArrayEquals(expected[0], found[0], EXACT);
            assertArrayEquals(expected[1], found[1], EXACT);
        }
    }

    @Test
    void withoutGateWeightsEveryTaskReadsTheMeanOfTheExperts() {
        try (SmallModel mmoe = SmallModel.of("mmoe", SHAPE, 1, "experts=2", "expert.hidden=[4]");
                SmallModel bottom = SmallModel.of("sharedbottom", SHAPE, 2, "bottom.hidden=[8]")) {
            mmoe.drawBiases(3);
            // The mean of two experts, as one bottom of both with halved tower weights.
            bottom.variable("bottom.0.weight").assign(mmoe.values("experts.0.weight"));
            bottom.variable("bottom.0.bias").assign(mmoe.values("experts.0.bias"));
            for (int t = 0; t < 2; t++) {
                mmoe.variable("gate." + t + ".weight").fill(0);
                String tower = "tower." + t + ".";
                double[] half = Arrays.stream(mmoe.values(tower + "0.weight"))
                        .map(w -> w / 2)
                        .toArray();
                double[] twice = new double[2 * half.length];
                System.arraycopy(half, 0, twice, 0, half.length);
                System.arraycopy(half, 0, twice, half.length, half.length);
                bottom.variable(tower + "0.weight").assign(twice);
                for (String name : List.of("0.bias", "head.weight", "head.bias")) {
                    bottom.variable(tower + name).assign(mmoe.values(tower + name));
                }
            }
            List<double[]> input = mmoe.input(5, 4);
            double[][] expected = bottom.probabilities(input);
            double[][] found = mmoe.probabilities(input);
            assertArrayEquals(expected[0], found[0], EXACT);
            assertArrayEquals(expected[1], found[1], EXACT);
        }
    }

    @Test
    void withIdenticalExpertsTheGatesDoNotMatter() {
        try (SmallModel mmoe = SmallModel.of("mmoe", SHAPE, 1, "experts=3", "expert.hidden=[4,5]")) {
            equalise(mmoe, "experts.0.weight", 6, 3, 4);
            equalise(mmoe, "experts.1.weight", 1, 3, 4 * 5);
            List<double[]> input = mmoe.input(5, 4);
            double[][] before = mmoe.probabilities(input);
            mmoe.variable("gate.0.weight").fillNormal(0, 3, 9);
            double[][] after = mmoe.probabilities(input);
            assertArrayEquals(before[0], after[0], EXACT);
            assertArrayEquals(before[1], after[1], EXACT);
        }
    }

    /** Repeats the first of {@code blocks} blocks of {@code width} numbers in each row. */
    private static void equalise(SmallModel model, String name, int rows, int blocks, int width) {
        double[] values = model.values(name);
        for (int r = 0; r < rows; r++) {
            for (int i = 1; i < blocks; i++) {
                System.arraycopy(values, r * blocks * width, values, (r * blocks + i) * width, width);
            }
        }
        model.variable(name).assign(values);
    }

    @Test
    void aSingleGateIsEqualGatesOfAllTasks() {
        try (SmallModel single = SmallModel.of("mmoe", SHAPE, 1, "singleGate=true");
                SmallModel several = SmallModel.of("mmoe", SHAPE, 1)) {
            several.copyFrom(single, name -> name.replaceAll("gate\\.[01]\\.", "gate.all."));
            List<double[]> input = single.input(5, 4);
            assertArrayEquals(several.probabilities(input)[0], single.probabilities(input)[0], EXACT);
            assertArrayEquals(several.probabilities(input)[1], single.probabilities(input)[1], EXACT);
        }
    }

    @Test
    void gateWeightsAreGatesAndBelongToTheirTask() {
        try (SmallModel mmoe = SmallModel.of("mmoe", SHAPE, 1, "gate.hidden=[5]", "gate.bias=true")) {
            for (Parameter p : mmoe.parameters.all()) {
                if (p.name().startsWith("gate.")) {
                    Parameter.Role role = p.name().endsWith("bias") ? Parameter.Role.BIAS : Parameter.Role.GATE;
                    assertEquals(role, p.role(), p.name());
                    assertEquals(p.name().startsWith("gate.1."), p.task().getAsInt() == 1, p.name());
                }
            }
            assertEquals(
                    List.of("gate.0.hidden.0.weight", "gate.0.hidden.0.bias", "gate.0.weight", "gate.0.bias"),
                    mmoe.names().stream().filter(n -> n.startsWith("gate.0")).toList());
        }
    }

    @Test
    void gateDropoutChangesTrainingOnly() {
        try (SmallModel mmoe = SmallModel.of("mmoe", SHAPE, 1, "gate.dropout=0.5");
                SmallModel without = SmallModel.of("mmoe", SHAPE, 1)) {
            List<double[]> input = mmoe.input(5, 4);
            assertArrayEquals(without.probabilities(input), mmoe.probabilities(input, Pass.evaluation()));
            assertFalse(
                    Arrays.deepEquals(without.probabilities(input), mmoe.probabilities(input, Passes.training(1, 2))));
        }
    }
}
