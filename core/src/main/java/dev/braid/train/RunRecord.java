package dev.braid.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.braid.fault.BadFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code run.json}: what a run is, written when it starts, and what came out, added when it ends.
 *
 * @param braid version of the Braid that wrote it
 * @param java version of the JVM
 * @param engine the numerical engine
 * @param run what decides the weights
 * @param seed for people; also among the options
 * @param dataset the dataset's name
 * @param datasetPath where it was
 * @param result what came out; null while the run goes on
 */
record RunRecord(
        String braid,
        String java,
        String engine,
        RunIdentity run,
        long seed,
        String dataset,
        String datasetPath,
        @Nullable RunResult result) {
    static final String FORMAT = "braid-run";
    static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The version of this Braid. */
    static String currentVersion() {
        return Optional.ofNullable(RunRecord.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    RunRecord finished(RunResult outcome) {
        return new RunRecord(braid, java, engine, run, seed, dataset, datasetPath, outcome);
    }

    void write(Path file) {
        ObjectNode json = SealedJson.of(FORMAT, VERSION);
        json.setAll(JSON.<ObjectNode>valueToTree(this));
        DurableFile.write(file, SealedJson.bytes(json));
    }

    /**
     * @throws BadFormat when there is none, or it is damaged or of another version
     */
    static RunRecord read(Path file) {
        ObjectNode json = SealedJson.read(file, FORMAT, VERSION, "run");
        json.remove(List.of("format", "version"));
        try {
            return JSON.treeToValue(json, RunRecord.class);
        } catch (JsonProcessingException e) {
            throw new BadFormat(file, "damaged: not the content of a run", e);
        }
    }
}
