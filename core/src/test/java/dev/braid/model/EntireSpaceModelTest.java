package dev.braid.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadInput;
import dev.braid.nn.Parameter;
import dev.braid.tensor.NoLeaks;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The models of the entire space: towers on a backbone. */
@ExtendWith(NoLeaks.class)
class EntireSpaceModelTest {
    private static final ModelShape SHAPE = new ModelShape(3, 4, 2);

    @Test
    void onAMixtureOfExpertsTheTasksAreThoseOfMmoe() {
        try (SmallModel model = SmallModel.of("mtl-ips", SHAPE, 1);
                SmallModel mmoe = SmallModel.of("mmoe", SHAPE, 2)) {
            model.copyFrom(mmoe, name -> name);
            List<double[]> input = model.input(5, 3);
            assertArrayEquals(mmoe.probabilities(input), model.probabilities(input));
        }
    }

    @Test
    void onASharedBottomTheyAreThoseOfSharedBottom() {
        try (SmallModel model = SmallModel.of("esmm", SHAPE, 1, "backbone=shared-bottom", "tower.hidden=64");
                SmallModel bottom = SmallModel.of("sharedbottom", SHAPE, 2)) {
            model.copyFrom(bottom, name -> name);
            List<double[]> input = model.input(5, 3);
            assertArrayEquals(bottom.probabilities(input), model.probabilities(input));
        }
    }

    @Test
    void towersOnTheEmbeddingsAreIndependentNetworks() {
        try (SmallModel model = SmallModel.of("esmm", SHAPE, 1, "tower.hidden=5");
                SmallModel dnn = SmallModel.of("dnn", SHAPE, 2, "mlp.hidden=5")) {
            model.copyFrom(dnn, name -> name.replace("tower.", "task."));
            List<double[]> input = model.input(5, 3);
            List<double[]> ofEachTask = Collections.nCopies(dnn.tables, input.get(0));
            assertArrayEquals(dnn.probabilities(ofEachTask), model.probabilities(input));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mtl-eib", "mtl-dr", "escm2-dr"})
    void theImputationTowerStandsBehindTheTasksAndBelongsToTheConversion(String name) {
        try (SmallModel model = SmallModel.of(name, SHAPE, 1)) {
            for (Parameter p : model.parameters.trainable()) {
                assertTrue(p.task().isEmpty() || p.task().getAsInt() < SHAPE.tasks(), p.name());
            }
            assertEquals(
                    1, model.parameters.byName().get("tower.2.head.bias").task().orElseThrow());
            assertEquals(
                    1, model.parameters.byName().get("gate.2.weight").task().orElseThrow());
        }
    }

    @Test
    void anOptionThatTheBackboneDoesNotReadIsRefused() {
        for (String[] settings : new String[][] {
            {"bottom.hidden=8"},
            {"backbone=towers", "experts=8"},
            {"backbone=shared-bottom", "gate.bias=true"},
            {"backbone=towers", "expert.hidden=8"}
        }) {
            BadInput refused = assertThrows(BadInput.class, () -> SmallModel.of("escm2-ips", SHAPE, 1, settings)
                    .close());
            assertTrue(refused.getMessage().contains("has no effect with backbone"), refused.getMessage());
        }
    }
}
