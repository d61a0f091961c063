package dev.braid.train;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.fault.BadFormat;
import dev.braid.fault.BadInput;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a run directory says about a training that has ended, read without its weights.
 *
 * @param place the directory
 * @param model the model's name
 * @param seed its seed
 * @param threads number of threads
 * @param options every option, nested by section
 * @param dataset the dataset's name
 * @param datasetHash its content hash
 * @param datasetPlace where it was in training
 * @param versions what trained it
 * @param result what came out
 * @param history losses and evaluations along the way
 */
public record FinishedRun(
        Path place,
        String model,
        long seed,
        int threads,
        JsonNode options,
        String dataset,
        String datasetHash,
        Path datasetPlace,
        Versions versions,
        RunResult result,
        TrainingHistory history) {

    /**
     * What trained a run.
     *
     * @param braid version of Braid
     * @param java version of the JVM
     * @param engine the numerical engine with its version
     */
    public record Versions(String braid, String java, String engine) {}

    /** Whether a folder looks like a run, finished or not. */
    public static boolean isRun(Path directory) {
        return Files.isRegularFile(new RunDirectory(directory).record());
    }

    /**
     * Reads a run directory.
     *
     * @throws BadFormat when it is no run, is damaged, or is of another version
     * @throws BadInput when the run has not ended
     */
    public static FinishedRun read(Path directory) {
        RunDirectory files = new RunDirectory(directory);
        if (!isRun(directory)) {
            throw new BadInput(directory + ": no such run; name a directory that 'braid train' wrote");
        }
        RunRecord record = RunRecord.read(files.record());
        RunResult result = record.result();
        if (result == null) {
            throw new BadInput(directory + ": this run has not ended; resume it first (braid train --resume)");
        }
        return new FinishedRun(
                directory,
                record.run().model(),
                record.seed(),
                record.run().threads(),
                record.run().options(),
                record.dataset(),
                record.run().dataset(),
                Path.of(record.datasetPath()),
                new Versions(record.braid(), record.java(), record.engine()),
                result,
                TrainingHistory.read(files.metrics()));
    }

    /** The effective options as a file, which {@code --config} reads back. */
    public Path config() {
        return new RunDirectory(place).config();
    }
}
