package dev.braid.train;

import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The names of what lies in a run directory.
 *
 * @param path the directory
 */
record RunDirectory(Path path) {
    /** The effective options, as {@code --config} would read them. */
    Path config() {
        return path.resolve("config.yaml");
    }

    /** What the run is, and what came out. */
    Path record() {
        return path.resolve("run.json");
    }

    /** One JSON object per line. */
    Path metrics() {
        return path.resolve("metrics.jsonl");
    }

    /** The best weights. */
    Path weights() {
        return path.resolve("model.safetensors");
    }

    /** What is done to raw rows. */
    Path transformation() {
        return path.resolve("dataset");
    }

    Checkpoints checkpoints() {
        return new Checkpoints(path.resolve("checkpoints"));
    }

    /** Whether there is anything at this place. */
    boolean occupied() {
        if (!Files.isDirectory(path)) {
            return Files.exists(path);
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.findAny().isPresent();
        } catch (IOException e) {
            throw new BadInput(path + ": cannot be read: " + FileFault.reason(e), e);
        }
    }

    /** Whether a training that ended here can be resumed, or its weights used. */
    boolean worthKeeping() {
        return Files.exists(weights()) || checkpoints().latest().isPresent();
    }
}
