package dev.braid.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadInput;
import dev.braid.nn.Parameter;
import dev.braid.nn.Pass;
import dev.braid.tensor.NoLeaks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeaks.class)
class MtPhnTest {
    private static final ModelShape SHAPE = new ModelShape(3, 4, 3);
    private static final int D = SHAPE.concatenated();
    private static final int T = SHAPE.tasks();
    private static final int ROWS = 5;

    @ParameterizedTest
    @ValueSource(strings = {"linear", "projection"})
    void s1WithDeepExpertsAloneIsMmoeWithLinearTowers(String readout) {
        int experts = 3;
        int u = 5;
        List<String> options = new ArrayList<>(List.of(
                "setting=s1",
                "crossExperts=0",
                "fieldExperts=0",
                "experts=3",
                "expert.hidden=6,5",
                "readout=" + readout));
        if (readout.equals("projection")) {
            options.addAll(List.of("towerHidden=[]", "projectionWidth=5"));
        }
        try (SmallModel mmoe = SmallModel.of("mmoe", SHAPE, 1, "experts=3", "expert.hidden=6,5", "tower.hidden=[]");
                SmallModel phn = SmallModel.of("mtphn", SHAPE, 2, options.toArray(String[]::new))) {
            phn.variable("select.dnn.gate").fill(0);
            phn.names().stream()
                    .filter(name -> name.startsWith("experts.") || name.startsWith("gate."))
                    .forEach(name -> phn.variable(name).assign(mmoe.values(name)));
            if (readout.equals("linear")) {
                phn.variable("readout.experts.weight").assign(repeatedHeads(mmoe, experts));
                phn.variable("readout.bias").assign(new double[T]);
            } else {
                phn.variable("readout.experts.weight").assign(identities(experts, u));
                phn.names().stream().filter(name -> name.startsWith("tower.")).forEach(name -> phn.variable(name)
                        .assign(mmoe.values(name)));
            }
            List<double[]> input = phn.input(ROWS, 4);
            double[][] expected = mmoe.probabilities(input);
            double[][] found = phn.probabilities(input);
            for (int t = 0; t < T; t++) {
                assertArrayEquals(expected[t], found[t], 1e-12);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"s2, linear", "s2, projection", "s3, linear", "s3, projection"})
    void privateExpertsGetNoGradientFromOtherTasks(String setting, String readout) {
        try (SmallModel model = SmallModel.of("mtphn", SHAPE, 2, "setting=" + setting, "readout=" + readout)) {
            SmallModel.Slopes slopes = model.gradients(model.input(ROWS, 3), Pass.evaluation(), model.only(0));
            List<String> own = model.parameters.trainable().stream()
                    .map(Parameter::name)
                    .filter(name -> name.startsWith("task."))
                    .toList();
            assertTrue(own.stream().anyMatch(name -> name.startsWith("task.1.")));
            own.forEach(name -> assertEquals(
                    name.startsWith("task.0."), Arrays.stream(slopes.of(name)).anyMatch(x -> x != 0), name));
        }
    }

    @Test
    void s1HasNoPrivateParametersAndS2HasPrivateDeepExperts() {
        try (SmallModel s1 = SmallModel.of("mtphn", SHAPE, 2, "setting=s1");
                SmallModel s2 = SmallModel.of("mtphn", SHAPE, 2, "setting=s2")) {
            assertTrue(s1.names().stream().noneMatch(name -> name.startsWith("task.")));
            assertTrue(s2.names().contains("task.2.experts.0.weight"));
            assertTrue(s2.names().contains("cross.0.0.weight"));
            assertTrue(s2.names().stream().noneMatch(name -> name.startsWith("experts.")));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "0, 3"})
    void s3DiffersFromS1ByTheCountOfTheSpecification(int kc, int kf) {
        String[] same = {"crossExperts=" + kc, "fieldExperts=" + kf, "experts=4", "setting=s1"};
        String[] other = same.clone();
        other[3] = "setting=s3";
        try (SmallModel s1 = SmallModel.of("mtphn", SHAPE, 1, same);
                SmallModel s3 = SmallModel.of("mtphn", SHAPE, 1, other)) {
            int cross = 2 * (D * D + 2 * D);
            int field = 2 * (SHAPE.fields() + 1) * SHAPE.fields();
            assertEquals(
                    (T - 1) * (kc * cross + kf * field) - T * (kc + kf) * D,
                    s3.parameters.count() - s1.parameters.count());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "experts=0                                  | experts must be at least 1, got 0",
                "crossExperts=-1                            | crossExperts must be at least 0, got -1",
                "towerHidden=8,0                            | towerHidden sizes must be at least 1, got 0",
                "interaction.heads=0                        | heads must be at least 1, got 0",
                "interaction.crossRank=-1                   | crossRank must be at least 0, got -1"
            })
    void impossibleOptionsAreRefused(String setting, String message) {
        BadInput e = assertThrows(
                BadInput.class, () -> SmallModel.of("mtphn", SHAPE, 1, setting).close());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void s2WithoutSharedExpertsIsRefused() {
        BadInput e = assertThrows(
                BadInput.class, () -> SmallModel.of("mtphn", SHAPE, 1, "setting=s2", "crossExperts=0", "fieldExperts=0")
                        .close());
        assertTrue(e.getMessage().contains("setting s2 shares cross and field experts only"), e.getMessage());
    }

    /** MMoE's one weight vector per task, for every expert: {@code [T, K, u]}. */
    private static double[] repeatedHeads(SmallModel mmoe, int experts) {
        return IntStream.range(0, T)
                .boxed()
                .flatMap(t -> IntStream.range(0, experts).mapToObj(k -> mmoe.values("tower." + t + ".head.weight")))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private static double[] identities(int count, int n) {
        double[] all = new double[count * n * n];
        for (int i = 0; i < count * n; i++) {
            all[i * n + i % n] = 1;
        }
        return all;
    }
}
