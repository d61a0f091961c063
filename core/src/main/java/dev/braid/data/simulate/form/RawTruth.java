package dev.braid.data.simulate.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.braid.data.simulate.FunnelTruth;
import dev.braid.fault.BadFormat;
import dev.braid.fault.BadInput;
import dev.braid.fault.BraidBug;
import dev.braid.fault.FileFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is true of simulated files of a published form, the content of {@code truth.json}.
 *
 * @param generator the form's name
 * @param options what it was made with
 * @param logits of the tasks, as a calibration sample tells them
 * @param calibrationRows rows of that sample, which are not among those written
 * @param parts by {@code train}, {@code test} or {@code all}: over every row written
 */
public record RawTruth(
        String generator, JsonNode options, List<Logit> logits, int calibrationRows, Map<String, PartTruth> parts) {
    /** The file's name within a simulated folder. */
    public static final String FILE = "truth.json";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * The true logits of a task.
     *
     * @param task its name
     * @param mean over all rows, not only those of its sample space
     * @param deviation standard deviation, likewise
     * @param correlationWithFirst Pearson's, with the logits of the first task
     */
    public record Logit(String task, double mean, double deviation, double correlationWithFirst) {}

    /**
     * The rows of some of the files.
     *
     * @param rows how many
     * @param best by task, as {@code braid evaluate} names them: what the true probabilities reach on the labels
     */
    public record PartTruth(long rows, Map<String, FunnelTruth.Best> best) {}

    /**
     * Reads the truth of a simulated folder.
     *
     * @throws BadInput when there is none or it cannot be read
     */
    public static RawTruth read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            return JSON.readValue(Files.readString(file), RawTruth.class);
        } catch (NoSuchFileException e) {
            throw new BadInput(file + ": no such file; the truth is known only of folders that Braid simulated", e);
        } catch (JsonProcessingException e) {
            throw new BadFormat(file, "not the truth of files of a published form; simulate them again", e);
        } catch (IOException e) {
            throw new BadInput(file + ": cannot be read: " + FileFault.reason(e), e);
        }
    }

    String json() {
        try {
            return JSON.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new BraidBug("a truth that cannot be written", e);
        }
    }
}
