package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.braid.fault.BadFormat;
import dev.braid.fault.BadInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that was broken off and resumed ends with the very bits of one that was not: weights, moments, metrics. */
final class ResumeTest {
    @TempDir
    static Path shared;

    private static Map<String, String> undisturbed;
    private static Map<String, String> undisturbedEvaluatingWithin;

    @TempDir
    Path folder;

    @BeforeAll
    static void trainUndisturbed() {
        undisturbed = TinyRuns.filesOf(TinyRuns.training(), shared.resolve("whole"));
        undisturbedEvaluatingWithin = TinyRuns.filesOf(evaluatingWithin(), shared.resolve("within"));
    }

    private static Training evaluatingWithin() {
        return TinyRuns.training().set("train.evaluateEverySteps=4");
    }

    @Test
    void whatIsComparedHoldsWeightsMomentsAndMetrics() {
        assertEquals(
                List.of(
                        "checkpoints/step-00000021/checkpoint.safetensors",
                        "config.yaml",
                        "metrics.jsonl",
                        "model.safetensors"),
                List.copyOf(undisturbed.keySet()));
        String names = Safetensors.metadata(shared.resolve("whole/checkpoints/step-00000021/checkpoint.safetensors"))
                .toString();
        assertEquals("{format=braid-checkpoint, step=21}", names);
        assertTrue(undisturbed.get("metrics.jsonl").lines().count() >= 10);
    }

    /** Every place within three epochs, among them right before, at and after the end of an epoch. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 6, 7, 8, 13, 14, 15, 20, 21})
    void brokenOffAtAnyStepAndResumed(long death) {
        Path run = folder.resolve("run");
        die(TinyRuns.training().set("train.checkpointEverySteps=2"), run, death);
        Training again = TinyRuns.training().set("train.checkpointEverySteps=5").resume(true);
        assertSame(undisturbed, TinyRuns.filesOf(again, run));
    }

    @ParameterizedTest
    @CsvSource({"3, 0", "5, 3", "9, 1", "18, 4"})
    void brokenOffWithEvaluationsWithinEpochsAndResumed(long death, int checkpointEvery) {
        Path run = folder.resolve("run");
        String set = "train.checkpointEverySteps=" + checkpointEvery;
        die(evaluatingWithin().set(set), run, death);
        assertSame(
                undisturbedEvaluatingWithin,
                TinyRuns.filesOf(evaluatingWithin().set(set).resume(true), run));
    }

    @Test
    void brokenOffAgainAndAgain() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path run = folder.resolve("run");
        long done = 0;
        while (done < TinyRuns.STEPS) {
            done += 1 + random.nextInt(5);
            if (done <= TinyRuns.STEPS) {
                die(TinyRuns.training().set("train.checkpointEverySteps=1").resume(true), run, done);
            }
        }
        assertEquals(
                undisturbed, withConfigOf(TinyRuns.filesOf(TinyRuns.training().resume(true), run)), "seed " + seed);
    }

    @Test
    void brokenOffWithTwoThreads() {
        Map<String, String> whole =
                TinyRuns.filesOf(TinyRuns.training().set("train.threads=2"), folder.resolve("whole"));
        Path run = folder.resolve("run");
        die(TinyRuns.training().set("train.threads=2").set("train.checkpointEverySteps=2"), run, 11);
        assertSame(
                whole,
                TinyRuns.filesOf(TinyRuns.training().set("train.threads=2").resume(true), run));
    }

    @Test
    void brokenOffWhileAMovingAverageOfLabelCorrelationsShapesGradients() {
        Map<String, String> whole = TinyRuns.filesOf(averaging(), folder.resolve("whole"));
        Path run = folder.resolve("run");
        die(averaging(), run, 9);
        assertSame(whole, TinyRuns.filesOf(averaging().resume(true), run));
    }

    private static Training averaging() {
        return Training.on(TinyRuns.DATA)
                .model("dephn")
                .set("model.virtualGradient.scope=ema")
                .set("model.virtualGradient.measure=cosine")
                .set("model.expert.hidden=8")
                .set("embedding.width=4")
                .set("train.batchSize=64")
                .set("train.epochs=2")
                .set("train.threads=1")
                .set("train.checkpointEverySteps=3");
    }

    @Test
    void anEvaluationOrCheckpointThatWasCutOffIsDoneAgain() {
        Path run = folder.resolve("run");
        TrainingListener dying = new TrainingListener() {
            @Override
            public void onEvaluated(Evaluated e) {
                if (e.epoch() == 1) {
                    throw new TinyRuns.Death(); // weights and metrics are written, the checkpoint is not
                }
            }
        };
        assertThrows(
                TinyRuns.Death.class, () -> TinyRuns.training().listen(dying).run(run));
        assertSame(undisturbed, TinyRuns.filesOf(TinyRuns.training().resume(true), run));
        assertEquals(undisturbed, TinyRuns.files(run));
    }

    /** What a process that was killed while it wrote may leave behind. */
    @Test
    void unfinishedFilesAndAnOlderCheckpointDoNoHarm() throws IOException {
        Path run = folder.resolve("run");
        die(TinyRuns.training(), run, 9);
        Files.writeString(run.resolve(".model.safetensors.unfinished"), "half");
        Path checkpoints = run.resolve("checkpoints");
        Files.writeString(
                Files.createDirectory(checkpoints.resolve(".step-00000014.unfinished"))
                        .resolve("state.json"),
                "{");
        Files.writeString(
                Files.createDirectory(checkpoints.resolve("step-00000003")).resolve("state.json"), "old");
        assertSame(undisturbed, TinyRuns.filesOf(TinyRuns.training().resume(true), run));
        assertEquals(List.of(checkpoints.resolve("step-00000021")), entries(checkpoints));
    }

    @Test
    void aRunThatWasKilledWhileItsDirectoryWasMadeStartsAnew() throws IOException {
        Files.writeString(
                Files.createDirectory(folder.resolve(".run.unfinished")).resolve("config.yaml"), "half");
        assertEquals(undisturbed, TinyRuns.filesOf(TinyRuns.training(), folder.resolve("run")));
        assertEquals(List.of(folder.resolve("run")), entries(folder));
    }

    private static List<Path> entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        }
    }

    @Test
    void killedProcessIsResumed() throws IOException, InterruptedException {
        Path run = folder.resolve("run");
        Process child = ChildJvm.start(List.of("-Xmx512m"), KilledTraining.class, run.toString(), "12");
        try {
            awaitStep(child, 12);
        } finally {
            child.destroyForcibly(); // SIGKILL
        }
        assertTrue(child.waitFor(60, TimeUnit.SECONDS));
        assertFalse(child.exitValue() == 0);
        assertSame(undisturbed, TinyRuns.filesOf(TinyRuns.training().resume(true), run));
    }

    /** The signal comes in the midst of the steps between the one waited for and the one at which the child stops. */
    @ParameterizedTest
    @ValueSource(longs = {1, 6, 11})
    void askedToEndAProcessEndsCleanlyAndIsResumed(long step) throws IOException, InterruptedException {
        Path run = folder.resolve("run");
        Path crash = folder.resolve("hs_err.log");
        Process child = ChildJvm.start(
                List.of("-Xmx512m", "-XX:ErrorFile=" + crash), KilledTraining.class, run.toString(), "20");
        assumeTrue(child.supportsNormalTermination(), "this system cannot ask a process to end");
        try {
            awaitStep(child, step);
            child.destroy(); // SIGTERM
            assertTrue(child.waitFor(60, TimeUnit.SECONDS));
        } finally {
            child.destroyForcibly();
        }
        assertEquals(128 + 15, child.exitValue());
        assertFalse(Files.exists(crash));
        assertSame(undisturbed, TinyRuns.filesOf(TinyRuns.training().resume(true), run));
    }

    private static void awaitStep(Process child, long step) throws IOException {
        BufferedReader out = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        while (line != null && !line.equals("step " + step)) {
            line = out.readLine();
        }
        assertEquals("step " + step, line, "the child trained");
    }

    @Test
    void resumingWhereNothingIsStartsARun() {
        assertEquals(undisturbed, TinyRuns.filesOf(TinyRuns.training().resume(true), folder.resolve("run")));
    }

    @Test
    void resumingAFinishedRunOpensIt() throws IOException {
        Path run = folder.resolve("run");
        TinyRuns.training().run(run).close();
        byte[] before = Files.readAllBytes(run.resolve("run.json"));
        try (Run again = TinyRuns.training().resume(true).run(run)) {
            assertEquals(TinyRuns.STEPS, again.result().steps());
        }
        assertEquals(
                new String(before, StandardCharsets.UTF_8),
                Files.readString(run.resolve("run.json")),
                "nothing was trained");
    }

    @Test
    void anExistingDirectoryIsNeverTrainedOver() throws IOException {
        Path run = Files.createDirectory(folder.resolve("run"));
        Files.writeString(run.resolve("thesis.txt"), "do not touch");
        String message = refusal(TinyRuns.training(), run);
        assertTrue(message.contains("exists already"), message);
        assertEquals(List.of(run.resolve("thesis.txt")), TinyRuns.all(run));
    }

    @Test
    void anotherModelOtherOptionsAndOtherDataAreNamed() {
        Path run = folder.resolve("run");
        die(TinyRuns.training(), run, 9);
        assertTrue(refusal(TinyRuns.training().set("model.experts=3").resume(true), run)
                .contains("model.experts=2 (now 3)"));
        assertTrue(refusal(TinyRuns.training().seed(8).resume(true), run).contains("train.seed=7 (now 8)"));
        assertTrue(refusal(Training.on(TinyRuns.DATA).model("dnn").resume(true), run)
                .contains("made by model 'mmoe', not 'dnn'"));
        assertTrue(refusal(Training.on(TinyData.of(6, 400, 200, 200)).resume(true), run)
                .contains("made with another dataset"));
        assertTrue(refusal(TinyRuns.training().set("train.threads=2").resume(true), run)
                .contains("made with 1 threads, not 2"));
    }

    @Test
    void aCheckpointCopiedFromAnotherRunIsRefused() throws IOException {
        Path mine = folder.resolve("mine");
        Path other = folder.resolve("other");
        die(TinyRuns.training(), mine, 9);
        die(TinyRuns.training().set("model.experts=3"), other, 9);
        String name = "checkpoints/step-00000007";
        DurableFile.delete(mine.resolve(name));
        Files.move(other.resolve(name), mine.resolve(name));
        assertTrue(refusal(TinyRuns.training().resume(true), mine).contains("model.experts=3 (now 2)"));
    }

    @ParameterizedTest
    @CsvSource({"checkpoints/step-00000007/state.json", "checkpoints/step-00000007/checkpoint.safetensors", "run.json"})
    void aFlippedByteAnywhereIsRefused(String name) throws IOException {
        Path run = folder.resolve("run");
        die(TinyRuns.training(), run, 9);
        Path file = run.resolve(name);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(3);
        for (int i = 0; i < 25; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            assertThrows(BadFormat.class, () -> TinyRuns.training().resume(true).run(run));
        }
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 1));
        assertThrows(BadFormat.class, () -> TinyRuns.training().resume(true).run(run));
        Files.delete(file);
        assertThrows(BadFormat.class, () -> TinyRuns.training().resume(true).run(run));
        Files.write(file, whole);
        assertSame(undisturbed, TinyRuns.filesOf(TinyRuns.training().resume(true), run));
    }

    @Test
    void metricsShorterThanTheCheckpointKnewAreRefused() throws IOException {
        Path run = folder.resolve("run");
        die(TinyRuns.training(), run, 9);
        try (var channel = Files.newByteChannel(run.resolve("metrics.jsonl"), StandardOpenOption.WRITE)) {
            channel.truncate(10);
        }
        assertTrue(refusal(TinyRuns.training().resume(true), run).contains("truncated"));
    }

    private static void die(Training training, Path run, long step) {
        assertThrows(TinyRuns.Death.class, () -> training.listen(TinyRuns.dyingAfterStep(step))
                .run(run));
    }

    private static String refusal(Training training, Path run) {
        String message = assertThrows(BadInput.class, () -> training.run(run)).getMessage();
        assertEquals(1, message.lines().count(), message);
        return message;
    }

    /** Compares all but the options file, in which how often checkpoints are made may differ. */
    private static void assertSame(Map<String, String> expected, Map<String, String> actual) {
        assertEquals(expected, withConfigOf(actual, expected));
    }

    private static Map<String, String> withConfigOf(Map<String, String> files) {
        return withConfigOf(files, undisturbed);
    }

    private static Map<String, String> withConfigOf(Map<String, String> files, Map<String, String> other) {
        files.put("config.yaml", other.get("config.yaml"));
        return files;
    }
}
