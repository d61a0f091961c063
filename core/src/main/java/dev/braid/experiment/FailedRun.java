package dev.braid.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.fault.BadFormat;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code failed/LABEL-SEED.json}: a training that diverged, so that a comparison that goes on need not train it in vain once
 * more.
 *
 * @param dataset its content hash
 * @param options all that it was trained with
 * @param run what is known of it
 */
record FailedRun(String dataset, JsonNode options, ComparedRun run) {
    private static Path file(Path folder, String label, int seed) {
        return folder.resolve("failed").resolve(label + "-" + seed + ".json");
    }

    /**
     * What is known below a folder of a training.
     *
     * @throws BadFormat when the file is damaged
     */
    static Optional<FailedRun> found(Path folder, String label, int seed) {
        return RecordFile.read(
                file(folder, label, seed),
                FailedRun.class,
                "not what is known of a training that diverged; remove it, and it is trained anew");
    }

    /** Whether it says something of a training on these data with these options. */
    boolean isOf(String hash, JsonNode now) {
        return dataset.equals(hash) && options.toString().equals(now.toString()); // kinds of numbers differ once read
    }

    /** Keeps it below a folder. */
    void keep(Path folder) {
        RecordFile.write(file(folder, run.variant(), Math.toIntExact(run.seed())), this);
    }

    /** Removes it from a folder. */
    void forget(Path folder) {
        RecordFile.remove(file(folder, run.variant(), Math.toIntExact(run.seed())));
    }
}
