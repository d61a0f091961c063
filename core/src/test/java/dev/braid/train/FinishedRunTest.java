package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.data.Split;
import dev.braid.fault.BadFormat;
import dev.braid.fault.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run's folder tells without its weights. */
final class FinishedRunTest {
    @TempDir
    Path folder;

    @Test
    void aRunIsReadBackWithItsHistory() {
        RunResult result;
        try (Run run = TinyRuns.training().run(folder.resolve("run"))) {
            result = run.result();
        }
        FinishedRun read = FinishedRun.read(folder.resolve("run"));
        assertEquals(result, read.result());
        assertEquals("mmoe", read.model());
        assertEquals(7, read.seed());
        assertEquals(TinyRuns.DATA.contentHash(), read.datasetHash());
        assertEquals(2, read.options().path("model").path("experts").asInt());
        List<TrainingHistory.Evaluated> evaluations = read.history().evaluations();
        assertEquals(
                List.of(7L, 14L, 21L),
                evaluations.stream().map(TrainingHistory.Evaluated::step).toList());
        TrainingHistory.Evaluated best = evaluations.stream()
                .filter(e -> e.step() == result.bestStep())
                .findFirst()
                .orElseThrow();
        assertEquals(result.splits().get(Split.VALIDATION.label()).tasks(), best.byTask());
        assertTrue(read.history().losses().stream()
                .allMatch(l -> l.byTask().values().stream().allMatch(loss -> loss > 0)));
        assertTrue(read.history().losses().size() >= 7, "a line every third step at least");
    }

    @Test
    void aRunThatHasNotEndedIsRefused() {
        Path place = folder.resolve("run");
        assertThrows(
                TinyRuns.Death.class,
                () -> TinyRuns.training().listen(TinyRuns.dyingAfterStep(9)).run(place));
        BadInput refused = assertThrows(BadInput.class, () -> FinishedRun.read(place));
        assertTrue(refused.getMessage().contains("has not ended"), refused.getMessage());
    }

    @Test
    void damagedMetricsAreRefusedWithTheirLine() throws IOException {
        Path place = folder.resolve("run");
        TinyRuns.training().run(place).close();
        Files.writeString(place.resolve("metrics.jsonl"), "{\"event\": \"tra", StandardOpenOption.APPEND);
        int lines = Files.readAllLines(place.resolve("metrics.jsonl")).size();
        BadFormat refused = assertThrows(BadFormat.class, () -> FinishedRun.read(place));
        assertTrue(refused.getMessage().contains("line " + lines + " is no JSON"), refused.getMessage());
        Files.delete(place.resolve("metrics.jsonl"));
        assertThrows(BadFormat.class, () -> FinishedRun.read(place));
    }
}
