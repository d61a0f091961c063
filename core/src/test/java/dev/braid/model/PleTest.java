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

/** models.md §12. */
@ExtendWith(NoLeaks.class)
class PleTest {
    private static final double EXACT = 1e-9;
    private static final ModelShape SHAPE = new ModelShape(3, 2, 2);

    @Test
    void withoutTaskExpertsOneLevelIsMmoe() {
        try (SmallModel ple = SmallModel.of("ple", SHAPE, 1, "levels=[[7,6]]", "sharedExperts=3", "taskExperts=0");
                SmallModel mmoe = SmallModel.of("mmoe", SHAPE, 2, "experts=3", "expert.hidden=[7,6]")) {
            ple.drawBiases(3);
            mmoe.copyFrom(ple, name -> name.replaceFirst("^experts", "level.0.shared.experts")
                    .replaceFirst("^gate\\.(\\d)\\.", "level.0.task.$1.gate."));
            assertSameScores(mmoe, ple);
        }
    }

    @Test
    void withOneSharedExpertOneLevelIsSharedBottom() {
        try (SmallModel ple = SmallModel.of("ple", SHAPE, 1, "levels=[[7,6]]", "sharedExperts=1", "taskExperts=0");
                SmallModel bottom = SmallModel.of("sharedbottom", SHAPE, 2, "bottom.hidden=[7,6]")) {
            ple.drawBiases(3);
            bottom.copyFrom(ple, name -> name.replace("bottom", "level.0.shared.experts"));
            assertSameScores(bottom, ple);
        }
    }

    private static void assertSameScores(SmallModel expected, SmallModel found) {
        List<double[]> input = expected.input(5, 4);
        double[][] scores = expected.probabilities(input);
        for (int t = 0; t < scores.length; t++) {
            assertArrayEquals(scores[t], found.probabilities(input)[t], EXACT);
        }
    }

    @Test
    void withoutSharedExpertsTasksAreIndependentAtEveryLevel() {
        String[] apart = {"levels=[[4],[4]]", "sharedExperts=0", "taskExperts=2"};
        try (SmallModel ple = SmallModel.of("ple", SHAPE, 1, apart)) {
            assertTrue(ple.parameters.all().stream().allMatch(p -> p.task().isPresent()), ple.names()::toString);
            SmallModel.Slopes slopes = ple.gradients(ple.input(5, 4), Pass.evaluation(), ple.only(0));
            for (String name : ple.names()) {
                if (name.contains("task.1.")) {
                    assertArrayEquals(new double[slopes.of(name).length], slopes.of(name), 0.0, name);
                }
            }
        }
    }

    @Test
    void withOneLevelATaskDoesNotMoveTheExpertsOfAnother() {
        try (SmallModel ple = SmallModel.of("ple", SHAPE, 1, "levels=[[4]]")) {
            SmallModel.Slopes slopes = ple.gradients(ple.input(5, 4), Pass.evaluation(), ple.only(0));
            double[] slope = slopes.of("level.0.task.1.experts.0.weight");
            assertArrayEquals(new double[slope.length], slope, 0.0);
            assertFalse(
                    Arrays.stream(slopes.of("level.0.shared.experts.0.weight")).allMatch(x -> x == 0));
        }
    }

    @Test
    void throughTheSharedGateEveryTaskMovesTheExpertsOfEveryOtherOneLevelUp() {
        try (SmallModel ple = SmallModel.of("ple", SHAPE, 1)) {
            ple.drawBiases(3);
            SmallModel.Slopes slopes = ple.gradients(ple.input(5, 4), Pass.evaluation(), ple.only(0));
            for (String name : List.of(
                    "level.0.task.0.experts.0.weight",
                    "level.0.task.1.experts.0.weight",
                    "level.0.shared.experts.0.weight",
                    "level.0.shared.gate.weight")) {
                assertFalse(Arrays.stream(slopes.of(name)).allMatch(x -> x == 0), name);
            }
            assertTrue(Arrays.stream(slopes.of("level.0.task.1.gate.weight")).allMatch(x -> x == 0));
        }
    }

    @Test
    void sharedExpertsAreCountedApartFromTheTasksOwn() {
        String[] settings = {"levels=[[5],[4]]", "sharedExperts=3", "taskExperts=[1,2]"};
        try (SmallModel ple = SmallModel.of("ple", SHAPE, 1, settings)) {
            assertArrayEquals(new long[] {6, 3 * 5}, shape(ple, "level.0.shared.experts.0.weight"));
            assertArrayEquals(new long[] {6, 1 * 5}, shape(ple, "level.0.task.0.experts.0.weight"));
            assertArrayEquals(new long[] {6, 2 * 5}, shape(ple, "level.0.task.1.experts.0.weight"));
            assertArrayEquals(new long[] {6, 1 + 3}, shape(ple, "level.0.task.0.gate.weight"));
            assertArrayEquals(new long[] {6, 2 + 3}, shape(ple, "level.0.task.1.gate.weight"));
            assertArrayEquals(new long[] {6, 1 + 2 + 3}, shape(ple, "level.0.shared.gate.weight"));
            assertFalse(ple.names().contains("level.1.shared.gate.weight"), "the last level has no shared gate");
        }
    }

    private static long[] shape(SmallModel model, String name) {
        return model.variable(name).shape();
    }

    @Test
    void aGateReadsItsTasksFusedVectorFromTheSecondLevelOn() {
        // D = 6 and 5 fused numbers: a gate on the embeddings would not even have this shape.
        try (SmallModel ple = SmallModel.of("ple", SHAPE, 1, "levels=[[5],[4]]")) {
            assertArrayEquals(new long[] {5, 4}, shape(ple, "level.1.task.0.gate.weight"));
        }
        // As wide as the embeddings: where nothing comes up from below, a gate has nothing to tell experts by.
        try (SmallModel ple = SmallModel.of("ple", SHAPE, 1, "levels=[[6],[4]]")) {
            ple.drawBiases(3);
            for (String name : ple.names()) {
                if (name.startsWith("level.0.") && name.contains("experts")) {
                    ple.variable(name).fill(0);
                }
            }
            List<double[]> input = ple.input(5, 4);
            double[][] before = ple.probabilities(input);
            ple.variable("level.1.task.0.gate.weight").fillNormal(0, 3, 9);
            assertArrayEquals(before, ple.probabilities(input));
        }
    }

    @Test
    void aGateReadsItsOwnTasksVectorAndNotTheShared() {
        try (SmallModel ple = SmallModel.of("ple", SHAPE, 1, "levels=[[6],[4]]", "sharedExperts=1", "taskExperts=1")) {
            ple.drawBiases(3);
            // Level 1 of task 0 lets its own expert through alone, and that one says nothing.
            ple.variable("level.0.task.0.experts.0.weight").fill(0);
            ple.variable("level.0.task.0.experts.0.bias").fill(0);
            List<double[]> input = ones(ple, 2);
            double[] gate = new double[6 * 2];
            Arrays.fill(gate, 500);
            for (int i = 1; i < gate.length; i += 2) {
                gate[i] = -500;
            }
            ple.variable("level.0.task.0.gate.weight").assign(gate);
            double[][] before = ple.probabilities(input);
            ple.variable("level.1.task.0.gate.weight").fillNormal(0, 3, 9);
            assertArrayEquals(before, ple.probabilities(input));
            ple.variable("level.1.task.1.gate.weight").fillNormal(0, 3, 9);
            assertFalse(Arrays.equals(before[1], ple.probabilities(input)[1]));
        }
    }

    private static List<double[]> ones(SmallModel model, int rows) {
        List<double[]> input = model.input(rows, 4);
        input.forEach(e -> Arrays.fill(e, 1));
        return input;
    }

    @Test
    void theSharedGateSeesTheExpertsOfEveryTaskAndTheSharedOnes() {
        String[] settings = {"levels=[[6],[4]]", "sharedExperts=1", "taskExperts=1"};
        String[] experts = {"task.0", "task.1", "shared"};
        for (int seen = 0; seen < experts.length; seen++) {
            try (SmallModel ple = SmallModel.of("ple", SHAPE, 1, settings)) {
                ple.drawBiases(3);
                double[] gate = new double[6 * 3];
                Arrays.fill(gate, -500);
                for (int i = seen; i < gate.length; i += 3) {
                    gate[i] = 500;
                }
                ple.variable("level.0.shared.gate.weight").assign(gate);
                // Task 0 reads level 2's shared expert only, so all it gets of level 1 comes through the shared gate.
                for (int t = 0; t < 2; t++) {
                    ple.variable("level.0.task." + t + ".gate.weight").fill(0);
                }
                ple.variable("level.1.task.0.experts.0.weight").fill(0);
                ple.variable("level.1.task.0.gate.weight").fill(0);
                List<double[]> input = ones(ple, 1);
                for (int other = 0; other < experts.length; other++) {
                    double[] before = ple.probabilities(input)[0];
                    ple.variable("level.0." + experts[other] + ".experts.0.bias")
                            .fill(2);
                    double[] after = ple.probabilities(input)[0];
                    assertEquals(other == seen, !Arrays.equals(before, after), experts[other] + " by " + experts[seen]);
                }
            }
        }
    }

    @Test
    void expertsDifferFromTheStart() {
        try (SmallModel ple = SmallModel.of("ple", SHAPE, 1, "levels=[[4]]")) {
            double[] shared = ple.values("level.0.shared.experts.0.weight");
            double[] own = ple.values("level.0.task.0.experts.0.weight");
            double[] other = ple.values("level.0.task.1.experts.0.weight");
            assertFalse(Arrays.equals(shared, own));
            assertFalse(Arrays.equals(own, other));
            assertEquals(shared.length, Arrays.stream(shared).distinct().count());
        }
    }

    @Test
    void numbersOfExpertsMustFitTheTasks() {
        BadInput e = assertThrows(BadInput.class, () -> SmallModel.of("ple", SHAPE, 1, "taskExperts=[1,2,3]"));
        assertEquals(
                "taskExperts holds 3 numbers, but there are 2 tasks; give one for all, or one for each",
                e.getMessage());
        e = assertThrows(BadInput.class, () -> SmallModel.of("ple", SHAPE, 1, "taskExperts=[1,0]", "sharedExperts=0"));
        assertTrue(e.getMessage().contains("every task needs an expert"), e.getMessage());
    }

    @Test
    void threeLevelsOfUnequalTasksAreThePapersSums() {
        ModelShape shape = new ModelShape(2, 2, 2);
        String[] settings = {"levels=[[3],[4],[2]]", "sharedExperts=2", "taskExperts=[1,2]", "tower.hidden=[]"};
        try (SmallModel ple = SmallModel.of("ple", shape, 1, settings)) {
            ple.drawBiases(3);
            double[] e = {0.7, -0.4, 0.2, 0.9};
            double[][] own = {e, e};
            double[] shared = e;
            for (int level = 0; level < 3; level++) {
                String at = "level." + level + ".";
                double[][] common = experts(ple, at + "shared.experts.0.", shared, 2);
                double[][] first = experts(ple, at + "task.0.experts.0.", own[0], 1);
                double[][] second = experts(ple, at + "task.1.experts.0.", own[1], 2);
                double[] nextShared = level == 2
                        ? shared
                        : mixed(ple, at + "shared.gate.weight", shared, concat(first, concat(second, common)));
                own = new double[][] {
                    mixed(ple, at + "task.0.gate.weight", own[0], concat(first, common)),
                    mixed(ple, at + "task.1.gate.weight", own[1], concat(second, common))
                };
                shared = nextShared;
            }
            double[][] found = ple.probabilities(List.of(e));
            for (int t = 0; t < 2; t++) {
                double[] head = ple.values("tower." + t + ".head.weight");
                double logit = ple.values("tower." + t + ".head.bias")[0];
                for (int j = 0; j < head.length; j++) {
                    logit += head[j] * own[t][j];
                }
                assertEquals(1 / (1 + Math.exp(-logit)), found[t][0], EXACT);
            }
        }
    }

    /** ReLU(x·W + b) of every expert, whose columns stand side by side. */
    private static double[][] experts(SmallModel ple, String layer, double[] x, int count) {
        double[] bias = ple.values(layer + "bias");
        double[] sums = product(ple.values(layer + "weight"), x, bias.length);
        int u = bias.length / count;
        double[][] outputs = new double[count][u];
        for (int c = 0; c < bias.length; c++) {
            outputs[c / u][c % u] = Math.max(0, sums[c] + bias[c]);
        }
        return outputs;
    }

    private static double[] mixed(SmallModel ple, String gate, double[] x, double[][] experts) {
        double[] scores = product(ple.values(gate), x, experts.length);
        double total = Arrays.stream(scores).map(Math::exp).sum();
        double[] mixture = new double[experts[0].length];
        for (int i = 0; i < experts.length; i++) {
            for (int j = 0; j < mixture.length; j++) {
                mixture[j] += Math.exp(scores[i]) / total * experts[i][j];
            }
        }
        return mixture;
    }

    /** x·W for W {@code [in, out]}. */
    private static double[] product(double[] weight, double[] x, int out) {
        double[] sums = new double[out];
        for (int i = 0; i < x.length; i++) {
            for (int c = 0; c < out; c++) {
                sums[c] += x[i] * weight[i * out + c];
            }
        }
        return sums;
    }

    private static double[][] concat(double[][] a, double[][] b) {
        double[][] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
