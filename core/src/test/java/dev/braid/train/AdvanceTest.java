package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that stops at an epoch goes on as if it had not. */
final class AdvanceTest {
    @TempDir
    Path folder;

    @Test
    void advancingEpochByEpochEndsWithTheSameBits() {
        Map<String, String> atOnce = TinyRuns.filesOf(TinyRuns.training(), folder.resolve("once"));
        Path run = folder.resolve("slowly");
        for (int epochs = 1; epochs <= TinyRuns.EPOCHS; epochs++) {
            double reached = TinyRuns.training().advance(run, epochs);
            assertEquals(reached, TinyRuns.training().advance(run, epochs), "and nothing is trained twice");
        }
        assertEquals(atOnce, TinyRuns.filesOf(TinyRuns.training().resume(true), run));
    }

    @Test
    void theValueIsTheBestOfTheEpochsThatWereAskedFor() {
        List<Double> values = new ArrayList<>();
        TrainingListener noting = new TrainingListener() {
            @Override
            public void onEvaluated(Evaluated e) {
                values.add(e.value());
            }
        };
        Path run = folder.resolve("run");
        double all = TinyRuns.training().listen(noting).advance(run, 3);
        assertEquals(values.stream().mapToDouble(v -> v).max().orElseThrow(), all);
        assertEquals(values.get(0), TinyRuns.training().advance(run, 1), "an earlier epoch is still known");
    }

    @Test
    void aDeathInBetweenChangesNothingNotEvenInTheMiddleOfALine() throws IOException {
        double expected = TinyRuns.training().advance(folder.resolve("whole"), 2);
        Path run = folder.resolve("run");
        TrainingListener dying = TinyRuns.dyingAfterStep(TinyRuns.STEPS_PER_EPOCH + 3);
        assertThrows(
                TinyRuns.Death.class, () -> TinyRuns.training().listen(dying).advance(run, 2));
        Path log = run.resolve("metrics.jsonl");
        Files.writeString(log, Files.readString(log) + "{\"event\":\"eval");
        assertEquals(expected, TinyRuns.training().advance(run, 2));
        assertEquals(TinyRuns.files(folder.resolve("whole")), TinyRuns.files(run));
    }

    @Test
    void whatWasReachedIsKnownWhenTheWeightsAreGone() {
        Path run = folder.resolve("run");
        double reached = TinyRuns.training().advance(run, 1);
        Training.discardWeights(run);
        assertTrue(Files.notExists(run.resolve("model.safetensors")) && Files.notExists(run.resolve("checkpoints")));
        assertEquals(reached, TinyRuns.training().advance(run, 1));
        String other = assertThrows(
                        BadInput.class,
                        () -> TinyRuns.training().set("train.batchSize=32").advance(run, 1))
                .getMessage();
        assertTrue(other.contains("made with other options: train.batchSize=64 (now 32)"), other);
    }
}
