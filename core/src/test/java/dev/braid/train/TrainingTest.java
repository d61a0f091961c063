package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.braid.catalogue.Models;
import dev.braid.data.Split;
import dev.braid.fault.BadInput;
import dev.braid.metric.SplitEvaluation;
import dev.braid.metric.TaskEvaluation;
import dev.braid.options.OptionReader;
import dev.braid.tensor.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrainingTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private String refusal(Training training) {
        return assertThrows(BadInput.class, () -> training.run(folder.resolve("run")))
                .getMessage();
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    @Test
    void sameSeedGivesTheSameBitsAnotherSeedOthers() {
        Map<String, String> one = TinyRuns.filesOf(TinyRuns.training(), folder.resolve("1"));
        Map<String, String> same = TinyRuns.filesOf(TinyRuns.training(), folder.resolve("2"));
        Map<String, String> other = TinyRuns.filesOf(TinyRuns.training().seed(8), folder.resolve("3"));
        assertEquals(one, same);
        assertNotEquals(one.get("model.safetensors"), other.get("model.safetensors"));
        assertNotEquals(one.get("metrics.jsonl"), other.get("metrics.jsonl"));
    }

    @Test
    void trainingBeatsThePredictionOfTheMean() {
        TinyData data = TinyData.of(11, 4000, 1500, 1500);
        Training training = Training.on(data)
                .set("model.experts=2")
                .set("model.expert.hidden=16")
                .set("embedding.width=8")
                .set("train.batchSize=128")
                .set("optimizer.learningRate=0.01");
        try (Run run = training.run(folder.resolve("run"))) {
            SplitEvaluation test = run.result().splits().get("test");
            for (String task : List.of("click", "buy")) {
                TaskEvaluation evaluation = test.tasks().get(task);
                assertTrue(evaluation.auc() > 0.65, task + " auc " + evaluation.auc());
                double rate = (double) evaluation.positives() / evaluation.rows();
                double constant = -rate * Math.log(rate) - (1 - rate) * Math.log(1 - rate);
                assertTrue(evaluation.logloss() < constant - 0.02, task + " logloss " + evaluation.logloss());
            }
            assertEquals("click=1", test.tasks().get("buy").space());
            assertNotNull(test.tasks().get("ctcvr:buy").auc());
            assertNotNull(test.tasks().get("click").gauc());
        }
    }

    @Test
    void theBestWeightsAreKeptNotTheLast() {
        // A learning rate far too high: later epochs are worse than earlier ones.
        Training training = TinyRuns.training()
                .set("optimizer.learningRate=0.3")
                .set("train.epochs=8")
                .set("train.earlyStopMetric=logloss:click")
                .set("train.patience=2");
        List<TrainingListener.Evaluated> seen = new ArrayList<>();
        training.listen(new TrainingListener() {
            @Override
            public void onEvaluated(Evaluated e) {
                seen.add(e);
            }
        });
        try (Run run = training.run(folder.resolve("run"))) {
            RunResult result = run.result();
            double least = seen.stream()
                    .mapToDouble(TrainingListener.Evaluated::value)
                    .min()
                    .orElseThrow();
            assertEquals(least, result.bestValue());
            assertTrue(result.bestStep() < result.steps(), "the last weights were not the best");
            assertTrue(result.stoppedEarly());
            assertEquals(result.bestEpoch() + 3, result.epochs(), "two epochs after the best one");
            TaskEvaluation click = result.splits().get("validation").tasks().get("click");
            assertEquals(least, click.logloss(), "the weights that gave the best value are back");
            assertEquals(
                    result.splits().get("test"),
                    run.evaluate(TinyRuns.DATA, Split.TEST),
                    "and are those that evaluate");
        }
    }

    @Test
    void metricsAreLinesOfJsonWithNullForTheUndefined() throws IOException {
        // No click in the validation split: buys have no row there, and only log-loss of clicks is defined.
        TinyData data = TinyData.of(3, 200, 1, 0);
        Training training = Training.on(data)
                .set("train.earlyStopMetric=logloss:click")
                .set("train.epochs=2")
                .set("train.batchSize=50")
                .set("train.logEverySteps=2");
        training.run(folder.resolve("run")).close();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("run/metrics.jsonl"))) {
            lines.add(JSON.readTree(line));
        }
        List<String> events = lines.stream().map(l -> l.get("event").asText()).toList();
        assertEquals(List.of("train", "train", "evaluation", "train", "train", "evaluation"), events);
        JsonNode click = lines.get(2).get("tasks").get("click");
        assertTrue(click.get("auc").isNull());
        assertTrue(click.get("logloss").isNumber());
        assertTrue(lines.get(0).get("loss").get("click").isNumber());
        assertEquals(2, lines.get(0).get("step").asLong());
        JsonNode record = JSON.readTree(folder.resolve("run/run.json").toFile());
        assertEquals("mmoe", record.get("run").get("model").asText());
        assertFalse(record.get("result").get("splits").has("test"));
    }

    @Test
    void aTaskWithoutRowsInAnIntervalHasNullLoss() throws IOException {
        LossMeans means = new LossMeans("click", "buy");
        means.add(new StepLoss(
                List.of(new StepLoss.TaskLoss("click", 0.5, 10, 1), new StepLoss.TaskLoss("buy", Double.NaN, 0, 1))));
        means.add(new StepLoss(
                List.of(new StepLoss.TaskLoss("click", 0.8, 20, 1), new StepLoss.TaskLoss("buy", Double.NaN, 0, 1))));
        var drained = means.drain();
        assertEquals(0.7, drained.get("click"), 1e-12);
        assertTrue(drained.containsKey("buy"));
        assertNull(drained.get("buy"));
    }

    @Test
    void theOptionsFileReadsBackAsTheOptionsInUse() {
        Training training = TinyRuns.training();
        RunOptions options = training.options();
        training.run(folder.resolve("run")).close();
        OptionReader reader = OptionReader.of(folder.resolve("run/config.yaml"), List.of());
        assertEquals(
                options.tree(), RunOptions.read(reader, Models.named("mmoe")).tree());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "train.batchSize=0 | batchSize must be at least 1, got 0",
                "train.epochs=0 | epochs must be at least 1, got 0",
                "train.batchsize=5 | batchSize",
                "train.earlyStopMetric=acu | did you mean 'auc'?",
                "train.earlyStopMetric=auc:clik | did you mean 'click'?",
                "modle.experts=3 | model",
            })
    void wrongOptionsAreRefusedBeforeAnythingIsWritten(String set, String expected) throws IOException {
        String message = refusal(TinyRuns.training().set(set));
        assertTrue(message.contains(expected), message);
        assertEquals(List.of(), left());
    }

    @Test
    void dataWithoutValidationRowsIsRefusedBeforeAnythingIsWritten() throws IOException {
        String message = refusal(Training.on(TinyData.of(1, 10, 0, 0)));
        assertTrue(message.contains("no validation rows"), message);
        assertEquals(List.of(), left());
    }

    @Test
    void anUndefinedStopMetricIsSaidAndNothingIsLeft() throws IOException {
        String message = refusal(Training.on(TinyData.of(3, 50, 1, 0)));
        assertTrue(message.contains("auc is undefined on the validation split"), message);
        assertEquals(List.of(), left());
    }

    @Test
    void divergenceIsSaidAndNothingIsLeft() throws IOException {
        String message = refusal(TinyRuns.training()
                .set("optimizer.dense=sgd")
                .set("optimizer.rows=sgd")
                .set("optimizer.learningRate=1e30"));
        assertTrue(message.contains("optimizer.learningRate"), message);
        assertEquals(List.of(), left());
    }

    @Test
    void anUnwritablePlaceIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        String message = assertThrows(BadInput.class, () -> TinyRuns.training().run(file.resolve("run")))
                .getMessage();
        assertTrue(message.contains("cannot be written"), message);
        assertEquals(List.of(file), left());
    }

    @Test
    void nothingNativeIsLeftAfterSuccessOrFailure() {
        long before = Scope.live();
        TinyRuns.training().run(folder.resolve("1")).close();
        assertEquals(before, Scope.live());
        assertThrows(
                TinyRuns.Death.class,
                () -> TinyRuns.training().listen(TinyRuns.dyingAfterStep(9)).run(folder.resolve("2")));
        assertEquals(before, Scope.live());
    }

    @Test
    void noTemporaryFileIsLeftAfterSuccessOrFailure() {
        TinyRuns.training().run(folder.resolve("1")).close();
        assertThrows(
                TinyRuns.Death.class,
                () -> TinyRuns.training().listen(TinyRuns.dyingAfterStep(9)).run(folder.resolve("2")));
        List<Path> hidden = TinyRuns.all(folder).stream()
                .filter(p -> p.getFileName().toString().startsWith(".") && !p.endsWith(".lock"))
                .toList();
        assertEquals(List.of(), hidden);
    }

    /** Were it deleted, whoever waits with it open could lock it while another holds a new one. */
    @Test
    void theLockedFileStays() {
        RunLock.of(folder).close();
        assertTrue(Files.exists(folder.resolve(".lock")));
        RunLock.of(folder).close();
    }

    @Test
    void twoTrainingsInOnePlaceAreRefused() {
        Path place = folder.resolve("run");
        assertThrows(
                TinyRuns.Death.class,
                () -> TinyRuns.training().listen(TinyRuns.dyingAfterStep(9)).run(place));
        try (RunLock lock = RunLock.of(place)) {
            assertTrue(assertThrows(
                            BadInput.class,
                            () -> TinyRuns.training().resume(true).run(place))
                    .getMessage()
                    .contains("another process is training here"));
        }
    }
}
