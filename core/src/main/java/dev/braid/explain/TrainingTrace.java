package dev.braid.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.braid.fault.BadFormat;
import dev.braid.fault.BadInput;
import dev.braid.fault.BraidBug;
import dev.braid.fault.FileFault;
import dev.braid.train.RunLog;
import dev.braid.train.StepObserver;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Notes what happens inside of every so many training steps, and inside of the first one, in {@code explain.jsonl} of the run
 * directory: a line that says how many, then a {@link TracedStep} per line. It changes no bit of the training. A resumed
 * training cuts back what the broken one wrote beyond its checkpoint, and goes on.
 */
public final class TrainingTrace implements RunLog {
    /** The file within a run directory. */
    public static final String FILE = "explain.jsonl";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final int everySteps;
    private @Nullable FileChannel channel;

    /**
     * The first line.
     *
     * @param everySteps steps between two lines
     * @param fromStep the first step that this record can hold
     */
    record Header(int everySteps, long fromStep) {}

    private TrainingTrace(Path file, int everySteps) {
        this.file = file;
        this.everySteps = everySteps;
    }

    /**
     * The record of a training.
     *
     * @param run the directory that it writes
     * @param everySteps steps between two lines; at least 1
     */
    public static TrainingTrace below(Path run, int everySteps) {
        if (everySteps < 1) {
            throw new BadInput("steps between two looks inside must be at least 1, got " + everySteps);
        }
        return new TrainingTrace(run.resolve(FILE), everySteps);
    }

    /** The record that a run has begun, to go on with it as it was begun; empty where it has none. */
    public static Optional<TrainingTrace> begun(Path run) {
        Path file = run.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        List<String> lines = lines(file);
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new TrainingTrace(file, header(file, lines.get(0)).everySteps()));
    }

    /** How many steps lie between two that a run has noted; empty where it has no record. */
    public static OptionalInt every(Path run) {
        return begun(run).map(trace -> OptionalInt.of(trace.everySteps)).orElse(OptionalInt.empty());
    }

    /**
     * The steps that a run has noted; none where it has no record.
     *
     * @throws BadFormat when a line is damaged
     */
    public static List<TracedStep> read(Path run) {
        Path file = run.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        List<String> lines = lines(file);
        List<TracedStep> steps = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            try {
                steps.add(JSON.readValue(lines.get(i), TracedStep.class));
            } catch (JsonProcessingException e) {
                throw new BadFormat(file, "damaged: line " + (i + 1) + " is no record of a step", e);
            }
        }
        return steps;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new BadFormat(file, "cannot be read: " + FileFault.reason(e), e);
        }
    }

    private static Header header(Path file, String line) {
        try {
            return JSON.readValue(line, Header.class);
        } catch (JsonProcessingException e) {
            throw new BadFormat(file, "damaged: its first line does not say what it holds", e);
        }
    }

    @Override
    public void onStarted(Started e) {
        try {
            boolean goesOn = e.doneSteps() > 0 && Files.isRegularFile(file) && Files.size(file) > 0;
            long keep = goesOn ? kept(e.doneSteps()) : 0;
            FileChannel opened = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel = opened;
            opened.truncate(keep);
            opened.position(keep);
            if (!goesOn) {
                write(new Header(everySteps, e.doneSteps() + 1));
            }
        } catch (IOException failure) {
            throw FileFault.cannotWrite(file, failure);
        }
    }

    /** How many bytes hold the steps up to a checkpoint. */
    private long kept(long doneSteps) throws IOException {
        List<String> lines = lines(file);
        Header header = header(file, lines.get(0));
        if (header.everySteps() != everySteps) {
            throw new BadInput(file + ": was begun with a look every " + header.everySteps() + " steps, not "
                    + everySteps + "; go on with that, or remove the file");
        }
        long bytes = length(lines.get(0));
        long last = 0;
        for (int i = 1; i < lines.size(); i++) {
            long step = step(lines.get(i));
            boolean whole = step >= 0 && bytes + length(lines.get(i)) <= Files.size(file);
            if (!whole || step > doneSteps) {
                break; // what follows was written after the checkpoint, the last line perhaps by half
            }
            last = step;
            bytes += length(lines.get(i));
        }
        long expected = doneSteps / everySteps * everySteps;
        if (expected >= header.fromStep() && last < expected) {
            throw new BadFormat(
                    file,
                    "truncated: step " + expected + " was noted before the checkpoint at step " + doneSteps
                            + ", but the file ends at step " + last + "; remove it to go on without");
        }
        return bytes;
    }

    private static long length(String line) {
        return line.getBytes(StandardCharsets.UTF_8).length + 1L;
    }

    /** The step of a line; −1 where it is no whole line. */
    private static long step(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            return node.path("step").asLong(-1);
        } catch (JsonProcessingException e) {
            return -1;
        }
    }

    @Override
    public Optional<StepObserver> observer(long step) {
        return step == 1 || step % everySteps == 0 ? Optional.of(new WatchedStep(step, this::write)) : Optional.empty();
    }

    /** Every line is on the disk before the checkpoint that follows it. */
    private void write(Object line) {
        FileChannel to = channel;
        if (to == null) {
            throw new IllegalStateException("the training has not started");
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                to.write(bytes);
            }
            to.force(false);
        } catch (JsonProcessingException e) {
            throw new BraidBug("what was seen in a step could not be written as JSON", e);
        } catch (IOException e) {
            throw FileFault.cannotWrite(file, e);
        }
    }

    @Override
    public void close() {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw FileFault.cannotWrite(file, e);
            }
        }
    }
}
