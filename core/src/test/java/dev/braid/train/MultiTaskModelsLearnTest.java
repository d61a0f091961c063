package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.metric.SplitEvaluation;
import dev.braid.metric.TaskEvaluation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every multi-task model, with little to learn from, learns each task and says how probable it is in its own space. */
class MultiTaskModelsLearnTest {
    private static final TinyData DATA = TinyData.of(11, 4000, 1500, 1500);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sharedbottom bottom.hidden=32",
                "mmoe expert.hidden=16",
                "softsharing network.hidden=32",
                "softsharing network.hidden=32 distance=trace sameInit=true",
                "crossstitch network.hidden=32",
                "sluice network.hidden=[32,32]",
                "ple levels=[[16],[16]]",
                "snr-trans levels=[[16]]",
                "snr-aver levels=[[16]] normalised=true",
                "aitm towerHidden=[32,16] towerDropout=0",
                "igie expert.hidden=16",
                "mtphn expert.hidden=16",
                "dephn expert.hidden=16",
                "esmm",
                "escm2-ips expert.hidden=16",
                "escm2-dr expert.hidden=16",
            })
    void scoresRankAndAreCalibrated(String modelAndSettings) {
        List<String> words = List.of(modelAndSettings.split(" ", -1));
        Training training = Training.on(DATA)
                .model(words.get(0))
                .set("embedding.width=8")
                .set("train.batchSize=128")
                .set("optimizer.learningRate=0.01");
        for (String setting : words.subList(1, words.size())) {
            training = training.set("model." + setting);
        }
        try (Run run = training.run(folder.resolve("run"))) {
            SplitEvaluation test = run.result().splits().get("test");
            assertEquals("click=1", test.tasks().get("buy").space());
            for (String task : List.of("click", "buy", "ctcvr:buy")) {
                TaskEvaluation evaluation = test.tasks().get(task);
                String found = modelAndSettings + ": " + task + " " + evaluation;
                assertTrue(evaluation.auc() > 0.65, found);
                assertTrue(evaluation.pcoc() > 0.8 && evaluation.pcoc() < 1.25, found);
            }
        }
    }
}
