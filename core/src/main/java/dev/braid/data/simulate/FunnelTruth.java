package dev.braid.data.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.braid.fault.BadFormat;
import dev.braid.fault.BadInput;
import dev.braid.fault.BraidBug;
import dev.braid.metric.Auc;
import dev.braid.metric.LogLoss;
import dev.braid.metric.RankedScores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is true of a simulated funnel, the content of {@code truth.json}.
 *
 * @param generator {@code "funnel"}
 * @param options what it was made with
 * @param splits by {@code train}, {@code validation}, {@code test}
 */
public record FunnelTruth(String generator, FunnelOptions options, Map<String, SplitTruth> splits) {
    /** The file's name within a simulated folder. */
    public static final String FILE = "truth.json";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * One split.
     *
     * @param rows exposures
     * @param clickRate clicks per exposure
     * @param conversionRate conversions per click
     * @param logitCorrelation between the true logits of click and conversion, over the exposures
     * @param best by task, as {@code braid evaluate} names them: what the true probabilities reach on the split's labels
     */
    public record SplitTruth(
            long rows, double clickRate, double conversionRate, double logitCorrelation, Map<String, Best> best) {}

    /**
     * What nobody can beat but by luck.
     *
     * @param space the sample space
     * @param rows rows in it
     * @param positives those with label 1
     * @param auc the AUC of the true probabilities; null when only one class occurs
     * @param logloss their log-loss; null when there is no row
     */
    public record Best(
            String space,
            long rows,
            long positives,
            @Nullable Double auc,
            @Nullable Double logloss) {
        /**
         * What true probabilities reach.
         *
         * @param truth the rows of the space
         */
        public static Best of(String space, RankedScores truth) {
            return new Best(space, truth.rows(), truth.positives(), defined(Auc.of(truth)), defined(LogLoss.of(truth)));
        }

        private static @Nullable Double defined(double value) {
            return Double.isNaN(value) ? null : Double.valueOf(value);
        }
    }

    /**
     * Reads the truth of a simulated folder.
     *
     * @throws BadInput when there is none or it cannot be read
     */
    public static FunnelTruth read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            return JSON.readValue(Files.readString(file), FunnelTruth.class);
        } catch (NoSuchFileException e) {
            throw new BadInput(file + ": no such file; the truth is known only of folders that Braid simulated", e);
        } catch (JsonProcessingException e) {
            throw new BadFormat(file, "not a truth file of this Braid; simulate the data again", e);
        } catch (IOException e) {
            throw new BadInput(file + ": cannot be read (" + e.getMessage() + ")", e);
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
