package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models whose steps depend on more than weights, as their number or what is drawn, resume with the same bits too. */
final class ModelResumeTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            snr-trans   | 9  | model.levels=[[6],[4]] model.subnetworks=[2]
            snr-aver    | 5  | model.levels=[[6]] model.subnetworks=[2] model.normalised=true
            mtl-dr      | 4  | model.expert.hidden=6 objective.imputation.alternate=true objective.risk.warmUpSteps=6
            mtl-dr      | 10 | model.expert.hidden=6 objective.imputation.alternate=true objective.risk.warmUpSteps=6
            aitm        | 9  | model.towerHidden=[6,4] model.towerDropout=[0.3,0.2]
            crossstitch | 9  | model.network.hidden=[6,4]
            mmoe        | 9  | model.experts=2 model.expert.hidden=6 model.expert.batchNorm=true
            """)
    void brokenOffAndResumed(String model, long death, String settings) {
        Map<String, String> whole = TinyRuns.filesOf(training(model, settings), folder.resolve("whole"));
        Path run = folder.resolve("run");
        Training dying = training(model, settings).listen(TinyRuns.dyingAfterStep(death));
        assertThrows(TinyRuns.Death.class, () -> dying.run(run));
        assertEquals(whole, TinyRuns.filesOf(training(model, settings).resume(true), run));
    }

    private static Training training(String model, String settings) {
        return Training.on(TinyRuns.DATA)
                .model(model)
                .set(List.of(settings.split(" ", -1)))
                .set("embedding.width=4")
                .set("train.batchSize=64")
                .set("train.epochs=2")
                .set("train.patience=0")
                .set("train.threads=1")
                .set("train.checkpointEverySteps=3")
                .seed(7);
    }
}
