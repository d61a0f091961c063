package dev.braid.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.nn.EmbeddingRequest;
import dev.braid.nn.EmbeddingTable;
import dev.braid.nn.Parameter;
import dev.braid.nn.Pass;
import dev.braid.tensor.DType;
import dev.braid.tensor.NoLeaks;
import dev.braid.tensor.Variable;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** models.md §20. */
@ExtendWith(NoLeaks.class)
class IgieTest {
    private static final double EXACT = 1e-9;
    private static final ModelShape SHAPE = new ModelShape(3, 2, 2);
    private static final String[] SMALL = {"experts=3", "expert.hidden=[5,4]", "tower.hidden=[6]"};
    private static final int TOWER_BLOCK = 4 * 6;

    @Test
    void withOneGroupItIsMmoe() {
        String[] one = {"groups=1", "experts=3", "expert.hidden=[5,4]", "tower.hidden=[6]"};
        try (SmallModel igie = SmallModel.of("igie", SHAPE, 1, one);
                SmallModel mmoe = SmallModel.of("mmoe", SHAPE, 2, SMALL)) {
            igie.drawBiases(3);
            mmoe.copyFrom(igie, name -> name.startsWith("tower.") ? name : "group.0." + name);
            List<double[]> input = igie.input(5, 4);
            assertArrayEquals(mmoe.probabilities(input)[0], igie.probabilities(input)[0], EXACT);
            assertArrayEquals(mmoe.probabilities(input)[1], igie.probabilities(input)[1], EXACT);
        }
    }

    @Test
    void aGroupWithoutTowerWeightsIsNotHeardAndGetsNoGradient() {
        try (SmallModel igie = SmallModel.of("igie", SHAPE, 1, SMALL)) {
            for (int t = 0; t < 2; t++) {
                String name = "tower." + t + ".0.weight"; // [2 groups · 4, 6]
                double[] weight = igie.values(name);
                Arrays.fill(weight, TOWER_BLOCK, 2 * TOWER_BLOCK, 0);
                igie.variable(name).assign(weight);
            }
            List<double[]> input = igie.input(5, 4);
            SmallModel.Slopes slopes = igie.gradients(input, Pass.evaluation(), igie.lambda());
            assertArrayEquals(new double[5 * 6], slopes.embeddings().get(1), 0.0);
            double[][] before = igie.probabilities(input);
            for (String name : igie.names()) {
                if (name.startsWith("group.1.")) {
                    assertArrayEquals(new double[slopes.of(name).length], slopes.of(name), 0.0, name);
                    igie.variable(name).fillNormal(0, 1, 5);
                }
            }
            List<double[]> moved = List.of(input.get(0), new double[5 * 6]);
            assertArrayEquals(before, igie.probabilities(moved));
        }
    }

    @Test
    void identicalGroupsSayTheSame() {
        try (SmallModel igie = SmallModel.of("igie", SHAPE, 1, SMALL)) {
            igie.copyFrom(igie, name -> name.replace("group.1.", "group.0."));
            for (int t = 0; t < 2; t++) {
                // f^t reads v^1 − v^2: nothing but the biases is left.
                String name = "tower." + t + ".0.weight";
                double[] weight = igie.values(name);
                for (int i = 0; i < TOWER_BLOCK; i++) {
                    weight[TOWER_BLOCK + i] = -weight[i];
                }
                igie.variable(name).assign(weight);
            }
            List<double[]> input = igie.input(5, 4);
            double[][] different = igie.probabilities(input);
            assertFalse(Math.abs(different[0][0] - different[0][1]) < 1e-6, "different inputs are heard");
            double[][] same = igie.probabilities(List.of(input.get(0), input.get(0)));
            for (double[] task : same) {
                for (double p : task) {
                    assertEquals(0.5, p, EXACT);
                }
            }
        }
    }

    @Test
    void groupsShareNoParameterAndTheirTablesDiffer() {
        try (SmallModel igie = SmallModel.of("igie", SHAPE, 1, SMALL)) {
            Set<Variable> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
            igie.parameters.all().stream().map(Parameter::variable).forEach(distinct::add);
            assertEquals(igie.parameters.all().size(), distinct.size());
            for (String name : igie.names()) {
                if (name.startsWith("group.0.") && name.endsWith("weight")) {
                    String twin = name.replace("group.0.", "group.1.");
                    assertFalse(Arrays.equals(igie.values(name), igie.values(twin)), name);
                }
            }
        }
        List<EmbeddingRequest> requests = IgieOptions.DEFAULTS.embeddings(2);
        assertEquals(
                List.of("0", "1"), requests.stream().map(EmbeddingRequest::name).toList());
        try (EmbeddingTable first = table(requests.get(0));
                EmbeddingTable second = table(requests.get(1))) {
            assertFalse(Arrays.equals(first.rows().toDoubles(), second.rows().toDoubles()));
        }
    }

    private static EmbeddingTable table(EmbeddingRequest request) {
        return EmbeddingTable.of(request, 10, 4, DType.F64, 1);
    }

    @Test
    void aGroupGateWithoutWeightsGivesEveryGroupTheSameShare() {
        try (SmallModel gated = SmallModel.of("igie", SHAPE, 1, with("groupGate=true"));
                SmallModel plain = SmallModel.of("igie", SHAPE, 1, SMALL)) {
            for (int t = 0; t < 2; t++) {
                gated.variable("groupgate." + t + ".weight").fill(0);
                plain.variable("tower." + t + ".0.weight").scale(0.5);
            }
            List<double[]> input = gated.input(5, 4);
            assertArrayEquals(plain.probabilities(input)[0], gated.probabilities(input)[0], EXACT);
            assertArrayEquals(plain.probabilities(input)[1], gated.probabilities(input)[1], EXACT);
        }
    }

    @Test
    void aGroupGateCanSilenceAGroup() {
        try (SmallModel gated = SmallModel.of("igie", SHAPE, 1, with("groupGate=true"))) {
            List<double[]> input = gated.input(1, 4);
            for (int t = 0; t < 2; t++) {
                double[] weight = new double[2 * 6 * 2]; // [G·D, G]
                weight[0] = 5000 * Math.signum(input.get(0)[0]);
                gated.variable("groupgate." + t + ".weight").assign(weight);
            }
            input.get(0)[0] = Math.signum(input.get(0)[0]);
            double[][] before = gated.probabilities(input);
            assertArrayEquals(before, gated.probabilities(List.of(input.get(0), new double[6])));
            assertFalse(Arrays.deepEquals(before, gated.probabilities(List.of(halved(input.get(0)), input.get(1)))));
        }
    }

    @Test
    void groupsThatShareTheirEmbeddingsAreThoseThatReadEqualOnes() {
        try (SmallModel shared = SmallModel.of("igie", SHAPE, 1, with("sharedEmbeddings=true"));
                SmallModel own = SmallModel.of("igie", SHAPE, 2, SMALL)) {
            own.copyFrom(shared, name -> name);
            double[] read = shared.input(5, 4).get(0);
            assertEquals(1, shared.input(5, 4).size());
            assertArrayEquals(own.probabilities(List.of(read, read)), shared.probabilities(List.of(read)));
        }
    }

    private static double[] halved(double... values) {
        double[] half = Arrays.stream(values).map(x -> x / 2).toArray();
        half[0] = values[0];
        assertTrue(half.length > 1);
        return half;
    }

    private static String[] with(String more) {
        String[] all = Arrays.copyOf(SMALL, SMALL.length + 1);
        all[SMALL.length] = more;
        return all;
    }
}
