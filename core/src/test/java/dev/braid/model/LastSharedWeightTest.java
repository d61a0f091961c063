package dev.braid.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.nn.Parameter;
import dev.braid.nn.Pass;
import dev.braid.tensor.NoLeaks;
import dev.braid.tensor.Variable;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The weight on which balancers compare tasks, where it is not simply the last that no task owns. */
@ExtendWith(NoLeaks.class)
class LastSharedWeightTest {
    private static final ModelShape SHAPE = new ModelShape(3, 4, 3);

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "aitm,  'towerHidden=[5,4]',    task.0.tower.1.weight",
        "aitm,  perStep=true,           task.0.tower.2.weight",
        "mtphn, setting=s2,             field.0.1.weight",
        "mtphn, readout=projection,     experts.1.weight",
        "dephn, 'expert.hidden=[5,4]',  experts.1.weight",
        "dephn, expertResidual=true,    experts.3.1.weight",
    })
    void everyTasksLossReachesAllOfIt(String name, String setting, String expected) {
        String[] settings =
                setting.contains("towerHidden") ? new String[] {setting, "towerDropout=0"} : new String[] {setting};
        try (SmallModel model = SmallModel.of(name, SHAPE, 1, settings)) {
            Variable weight = model.model.lastSharedWeight().orElseThrow();
            Parameter found = model.parameters.all().stream()
                    .filter(p -> p.variable().equals(weight))
                    .findAny()
                    .orElseThrow();
            assertEquals(expected, found.name());
            assertTrue(found.task().isEmpty());
            List<double[]> input = model.input(8, 4);
            for (int t = 0; t < SHAPE.tasks(); t++) {
                double[] slope =
                        model.gradients(input, Pass.evaluation(), model.only(t)).of(expected);
                double moved = Arrays.stream(slope).filter(x -> x != 0).count();
                assertTrue(2 * moved > slope.length, "task " + t + " reaches " + moved + " of " + slope.length);
            }
        }
    }
}
