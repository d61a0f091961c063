package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.braid.fault.BadInput;
import dev.braid.metric.Metric;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TensorBoardLogTest {
    @TempDir
    Path folder;

    /** The file as TensorBoard reads it; a damaged record fails. */
    private record Event(long step, @Nullable String version, boolean started, Map<String, Float> scalars) {}

    @Test
    void holdsTheNumbersOfTheMetricsLog() throws IOException {
        Path run = folder.resolve("run");
        train(TinyRuns.training().set("train.logEverySteps=3"), run);
        List<Path> files = files(run);
        assertEquals(1, files.size());
        List<Event> events = read(files.get(0));
        assertEquals("brain.Event:2", events.get(0).version());
        assertTrue(events.get(1).started());
        assertEquals(1, events.get(1).step());

        TrainingHistory history = TrainingHistory.read(run.resolve("metrics.jsonl"));
        assertTrue(history.losses().size() > TinyRuns.EPOCHS);
        for (TrainingHistory.Losses noted : history.losses()) {
            noted.byTask()
                    .forEach((task, loss) -> assertEquals(
                            loss.floatValue(), value(events, noted.step(), "loss/" + task), "step " + noted.step()));
        }
        assertEquals(TinyRuns.EPOCHS, history.evaluations().size());
        for (TrainingHistory.Evaluated noted : history.evaluations()) {
            noted.byTask().forEach((task, measured) -> {
                for (Metric metric : List.of(Metric.AUC, Metric.LOGLOSS)) {
                    assertEquals(
                            (float) metric.of(measured),
                            value(events, noted.step(), "validation/" + task + "/" + metric.label()));
                }
            });
        }
    }

    @Test
    void factorsOfBalancingAreThereWhereSomethingIsBalanced() throws IOException {
        Path run = folder.resolve("run");
        train(TinyRuns.training().set("train.balance=uncertainty"), run);
        long last = TinyRuns.STEPS;
        assertTrue(value(read(files(run).get(0)), last, "balance/click") > 0);

        Path equal = folder.resolve("equal");
        train(TinyRuns.training(), equal);
        assertTrue(read(files(equal).get(0)).stream()
                .flatMap(e -> e.scalars().keySet().stream())
                .noneMatch(tag -> tag.startsWith("balance/")));
    }

    @Test
    void aResumedTrainingTakesBackWhatWasWrittenAfterItsCheckpoint() throws IOException {
        Path run = folder.resolve("run");
        Training dying = TinyRuns.training().set("train.checkpointEverySteps=4").set("train.logEverySteps=1");
        try (TensorBoardLog log = TensorBoardLog.below(run)) {
            dying.listen(TrainingListener.all(log, TinyRuns.dyingAfterStep(11)));
            assertThrows(TinyRuns.Death.class, () -> dying.run(run));
        }
        train(
                TinyRuns.training()
                        .set("train.checkpointEverySteps=4")
                        .set("train.logEverySteps=1")
                        .resume(true),
                run);

        List<Path> files = files(run);
        assertEquals(2, files.size());
        assertEquals(11, read(files.get(0)).get(read(files.get(0)).size() - 1).step());
        Event started = read(files.get(1)).get(1);
        assertTrue(started.started());
        assertEquals(9, started.step());
        for (long step = started.step(); step <= TinyRuns.STEPS; step++) {
            assertTrue(value(read(files.get(1)), step, "loss/click") > 0);
        }
    }

    @Test
    void trainsToTheSameWeightsAsWithout() throws IOException {
        train(TinyRuns.training(), folder.resolve("with"));
        TinyRuns.training().run(folder.resolve("without")).close();
        assertEquals(
                -1,
                Files.mismatch(folder.resolve("with/model.safetensors"), folder.resolve("without/model.safetensors")));
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaidInOneLine() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        String said = assertThrows(
                        BadInput.class,
                        () -> EventFile.begin(folder.resolve("file").resolve("tensorboard")))
                .getMessage();
        assertTrue(said.contains("cannot be written") && said.lines().count() == 1, said);
    }

    /** The check value of CRC-32C is 0xe3069283 (RFC 3720, "123456789"). */
    @Test
    void checksumsAreMaskedAsTfRecordsSay() {
        int crc = 0xe3069283;
        int masked = ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
        assertEquals(masked, EventFile.maskedCrc32c("123456789".getBytes(StandardCharsets.US_ASCII)));
    }

    private static void train(Training training, Path run) {
        try (TensorBoardLog log = TensorBoardLog.below(run)) {
            training.listen(log);
            training.run(run).close();
        }
    }

    private static List<Path> files(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run.resolve(TensorBoardLog.FOLDER))) {
            return files.sorted().toList();
        }
    }

    private static float value(List<Event> events, long step, String tag) {
        Float found = events.stream()
                .filter(e -> e.step() == step)
                .map(e -> e.scalars().get(tag))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
        assertNotNull(found, tag + " at step " + step);
        return found;
    }

    private static List<Event> read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] length = take(bytes, 8);
            assertEquals(EventFile.maskedCrc32c(length), bytes.getInt());
            byte[] event = take(
                    bytes,
                    Math.toIntExact(ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong()));
            assertEquals(EventFile.maskedCrc32c(event), bytes.getInt());
            events.add(event(event));
        }
        return events;
    }

    private static byte[] take(ByteBuffer bytes, int count) {
        byte[] taken = new byte[count];
        bytes.get(taken);
        return taken;
    }

    private static Event event(byte... message) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(message);
        long step = 0;
        String version = null;
        boolean started = false;
        Map<String, Float> scalars = new LinkedHashMap<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> assertTrue(in.readDouble() > 1e9, "seconds since 1970");
                case 2 -> step = in.readInt64();
                case 3 -> version = in.readString();
                case 5 -> scalars.putAll(summary(in.readByteArray()));
                case 7 -> started = in.readByteArray()[1] == 1;
                default -> throw new AssertionError("unknown field in tag " + tag);
            }
        }
        return new Event(step, version, started, scalars);
    }

    private static Map<String, Float> summary(byte... message) throws IOException {
        Map<String, Float> scalars = new LinkedHashMap<>();
        CodedInputStream in = CodedInputStream.newInstance(message);
        while (in.readTag() != 0) {
            CodedInputStream value = CodedInputStream.newInstance(in.readByteArray());
            assertEquals(1, WireFormat.getTagFieldNumber(value.readTag()));
            String name = value.readString();
            assertEquals(2, WireFormat.getTagFieldNumber(value.readTag()));
            scalars.put(name, value.readFloat());
        }
        return scalars;
    }
}
