package dev.braid.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.braid.fault.BadFormat;
import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import dev.braid.tensor.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * The checkpoints of a run: directories {@code step-00001234} with {@code checkpoint.safetensors} (weights and optimiser
 * state by name) and {@code state.json}. A checkpoint appears whole; older ones go when a newer one is there.
 */
final class Checkpoints {
    static final String FORMAT = "braid-checkpoint";
    static final int VERSION = 1;
    static final String TENSORS = "checkpoint.safetensors";
    static final String STATE = "state.json";
    private static final String PREFIX = "step-";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;

    /**
     * @param directory where they lie; it need not exist yet
     */
    Checkpoints(Path directory) {
        this.directory = directory;
    }

    /** Where they lie. */
    Path directory() {
        return directory;
    }

    /**
     * Saves a checkpoint, then removes older ones.
     *
     * @throws BadInput when the disk refuses; older checkpoints stay
     */
    void save(CheckpointState state, SortedMap<String, Variable> tensors) {
        Path place = directory.resolve(String.format(Locale.ROOT, PREFIX + "%08d", state.step()));
        List<Path> before = all();
        if (before.contains(place)) {
            DurableFile.delete(place);
        }
        DurableFile.directory(place, unfinished -> {
            String crc = Safetensors.write(
                    unfinished.resolve(TENSORS),
                    tensors,
                    Map.of("format", FORMAT, "step", Long.toString(state.step())));
            ObjectNode json = SealedJson.of(FORMAT, VERSION);
            json.setAll(JSON.<ObjectNode>valueToTree(state.withTensors(crc)));
            DurableFile.write(unfinished.resolve(STATE), SealedJson.bytes(json));
        });
        before.stream().filter(p -> !p.equals(place)).forEach(DurableFile::delete);
    }

    /** The checkpoint of the latest step. */
    Optional<Path> latest() {
        List<Path> all = all();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** Removes what a killed process left half-written. */
    void sweep() {
        DurableFile.sweep(directory);
    }

    /**
     * Reads a checkpoint's tensors back, and returns the rest.
     *
     * @param run the run that wants to go on
     * @param tensors where they go
     * @throws BadFormat when the checkpoint is damaged
     * @throws BadInput when it belongs to another run, naming what differs
     */
    static CheckpointState load(Path checkpoint, RunIdentity run, SortedMap<String, Variable> tensors) {
        Path file = checkpoint.resolve(STATE);
        ObjectNode json = SealedJson.read(file, FORMAT, VERSION, "checkpoint");
        json.remove(List.of("format", "version"));
        CheckpointState state;
        try {
            state = JSON.treeToValue(json, CheckpointState.class);
        } catch (JsonProcessingException e) {
            throw new BadFormat(file, "damaged: not the content of a checkpoint", e);
        }
        run.requireSame(checkpoint, state.run());
        Path weights = checkpoint.resolve(TENSORS);
        if (!Safetensors.crc32c(weights).equals(state.tensorsCrc32c())) {
            throw new BadFormat(
                    weights,
                    "damaged: its checksum is not the one in " + STATE + "; start the run again in another directory");
        }
        Safetensors.read(weights, tensors);
        return state;
    }

    private List<Path> all() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(p -> p.getFileName().toString().matches(PREFIX + "\\d{8,}"))
                    .sorted((a, b) -> Long.compare(step(a), step(b)))
                    .toList();
        } catch (IOException e) {
            throw new BadInput(directory + ": cannot be read: " + FileFault.reason(e), e);
        }
    }

    private static long step(Path checkpoint) {
        return Long.parseLong(checkpoint.getFileName().toString().substring(PREFIX.length()));
    }
}
