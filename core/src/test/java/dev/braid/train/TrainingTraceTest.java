package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.explain.GateSummary;
import dev.braid.explain.GradientSummary;
import dev.braid.explain.TracedStep;
import dev.braid.explain.TrainingTrace;
import dev.braid.fault.BadFormat;
import dev.braid.fault.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainingTraceTest {
    private static final int EVERY = 3;

    @TempDir
    Path folder;

    private static void train(Training training, Path run) {
        try (TrainingTrace trace = TrainingTrace.below(run, EVERY)) {
            training.listen(trace).run(run).close();
        }
    }

    private static List<Long> steps(Path run) {
        return TrainingTrace.read(run).stream().map(TracedStep::step).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"equal", "uncertainty", "pcgrad"})
    void watchingChangesNoBitOfTheTraining(String balance) throws IOException {
        String[] options = {"train.balance=" + balance, "train.threads=2", "train.partRows=16", "train.epochs=2"};
        train(TinyRuns.training().set(List.of(options)), folder.resolve("watched"));
        TinyRuns.training().set(List.of(options)).run(folder.resolve("alone")).close();
        for (String file : List.of("model.safetensors", "metrics.jsonl")) {
            assertEquals(-1, Files.mismatch(folder.resolve("watched/" + file), folder.resolve("alone/" + file)), file);
        }
        assertEquals(List.of(1L, 3L, 6L, 9L, 12L), steps(folder.resolve("watched")));
        assertTrue(TrainingTrace.read(folder.resolve("alone")).isEmpty());
    }

    @Test
    void everyStepHoldsGatesAndGradients() {
        Path run = folder.resolve("run");
        train(TinyRuns.training().set("train.epochs=1").set("model.tower.hidden=[]"), run); // no ReLU that dies
        for (TracedStep step : TrainingTrace.read(run)) {
            assertEquals(List.of("task.0", "task.1"), readers(step));
            for (GateSummary gate : step.gates()) {
                assertEquals(1, gate.mean().stream().mapToDouble(w -> w).sum(), 1e-6);
                assertTrue(gate.entropy() > 0 && gate.entropy() <= 1 + 1e-9);
            }
            for (GradientSummary gradients : List.of(step.shared(), step.embeddings())) {
                assertTrue(gradients.norms().stream().allMatch(n -> n > 0), step::toString);
                double cosine = defined(gradients.cosines().get(0).get(1));
                assertTrue(cosine >= -1 && cosine <= 1);
                assertEquals(1, defined(gradients.cosines().get(1).get(1)), 1e-6);
            }
        }
    }

    private static double defined(Double value) {
        assertNotNull(value);
        return value;
    }

    private static List<String> readers(TracedStep step) {
        return step.gates().stream().map(GateSummary::reader).toList();
    }

    @Test
    void coefficientsOfDePhnStayWithinTheirBounds() {
        Path run = folder.resolve("run");
        train(
                Training.on(TinyRuns.DATA)
                        .model("dephn")
                        .set(List.of("model.experts=2", "model.expert.hidden=4", "embedding.width=4"))
                        .set(List.of("train.batchSize=64", "train.epochs=1", "train.threads=1")),
                run);
        for (TracedStep step : TrainingTrace.read(run)) {
            assertEquals(2, step.coefficients().size());
            step.coefficients().forEach(c -> {
                assertEquals(6, c.mean().size());
                assertEquals("expert.1.cos", c.choices().get(5));
                assertTrue(0 <= c.least() && c.least() <= c.most() && c.most() <= 2, c::toString);
            });
            assertEquals(
                    step.coefficients().get(0).mean(),
                    step.coefficients().get(1).mean(),
                    "γ is symmetric");
        }
    }

    @Test
    void aResumedTrainingHasTheRecordOfOneThatWasNeverBrokenOff() throws IOException {
        Path whole = folder.resolve("whole");
        train(training(), whole);
        Path broken = folder.resolve("broken");
        for (int step : new int[] {6, 11, 14}) { // before the first checkpoint's next line, beyond it, and again
            try (TrainingTrace trace = TrainingTrace.below(broken, EVERY)) {
                Training dying = training().resume(true);
                dying.listen(TrainingListener.all(trace, TinyRuns.dyingAfterStep(step)));
                assertThrows(TinyRuns.Death.class, () -> dying.run(broken));
            }
        }
        Files.writeString(broken.resolve(TrainingTrace.FILE), "{\"step\":15,\"ro", StandardOpenOption.APPEND);
        TrainingTrace trace = TrainingTrace.begun(broken).orElseThrow();
        try (trace) {
            training().resume(true).listen(trace).run(broken).close();
        }
        assertEquals(
                Files.readString(whole.resolve(TrainingTrace.FILE)),
                Files.readString(broken.resolve(TrainingTrace.FILE)));
        assertEquals(List.of(1L, 3L, 6L, 9L, 12L, 15L, 18L, 21L), steps(broken));
    }

    private static Training training() {
        return TinyRuns.training().set("train.checkpointEverySteps=4");
    }

    @Test
    void anotherNumberOfStepsAndALostLineAreRefused() throws IOException {
        Path run = folder.resolve("run");
        try (TrainingTrace trace = TrainingTrace.below(run, EVERY)) {
            Training dying = training();
            dying.listen(TrainingListener.all(trace, TinyRuns.dyingAfterStep(11)));
            assertThrows(TinyRuns.Death.class, () -> dying.run(run));
        }
        try (TrainingTrace other = TrainingTrace.below(run, 5)) {
            Training resumed = training().resume(true).listen(other);
            BadInput refused = assertThrows(BadInput.class, () -> resumed.run(run));
            assertTrue(refused.getMessage().contains("every 3 steps, not 5"), refused.getMessage());
        }
        Path file = run.resolve(TrainingTrace.FILE);
        Files.write(file, Files.readAllLines(file).subList(0, 2));
        try (TrainingTrace trace = TrainingTrace.below(run, EVERY)) {
            Training resumed = training().resume(true).listen(trace);
            BadFormat lost = assertThrows(BadFormat.class, () -> resumed.run(run));
            assertTrue(lost.getMessage().contains("step 6"), lost.getMessage());
        }
    }

    @Test
    void aDamagedRecordIsRefused() throws IOException {
        Path run = folder.resolve("run");
        train(TinyRuns.training().set("train.epochs=1"), run);
        Files.writeString(run.resolve(TrainingTrace.FILE), "nonsense\n", StandardOpenOption.APPEND);
        BadFormat damaged = assertThrows(BadFormat.class, () -> TrainingTrace.read(run));
        assertTrue(damaged.getMessage().contains("line 5"), damaged.getMessage());
        assertThrows(BadInput.class, () -> TrainingTrace.below(run, 0));
        assertFalse(TrainingTrace.begun(folder.resolve("none")).isPresent());
    }
}
