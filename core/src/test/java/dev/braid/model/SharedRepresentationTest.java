package dev.braid.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.braid.nn.Pass;
import dev.braid.tensor.NoLeaks;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What models mark as the representation that tasks share, for balancers that compare tasks there. */
@ExtendWith(NoLeaks.class)
class SharedRepresentationTest {
    private static final ModelShape SHAPE = new ModelShape(3, 4, 2);

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "sharedbottom, tower.dropout=0,     1",
        "mmoe,         singleGate=true,     1",
        "igie,         groups=3,            3",
        "mtphn,        setting=s3,          1",
        "dephn,        experts=2,           1",
        "snr-trans,    normalised=true,     1",
        "snr-aver,     normalised=true,     1",
        "ple,          levels=[[4]],        1",
        "ple,          'levels=[[4],[4]]',  3",
        "ple,          sharedExperts=0,     0",
        "softsharing,  sameInit=true,       0",
        "esmm,         backbone=shared-bottom, 1",
        "esmm,         backbone=mmoe,       1",
        "esmm,         backbone=towers,     0",
        "escm2-dr,     backbone=shared-bottom, 1",
        "escm2-ips,    backbone=shared-bottom, 1",
    })
    void isMarkedWhereThereIsOneAndInTrainingOnly(String name, String setting, int marked) {
        try (SmallModel model = SmallModel.of(name, SHAPE, 1, setting)) {
            Pass pass = Passes.training(3, SHAPE.tasks());
            assertEquals(SHAPE.tasks(), model.probabilities(model.input(2, 4), pass).length);
            assertEquals(marked, pass.sharedRepresentations().size());
            assertEquals(SHAPE.tasks(), model.probabilities(model.input(2, 4)).length);
            assertEquals(0, Pass.evaluation().sharedRepresentations().size());
        }
    }
}
