package dev.braid.data.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.braid.fault.BraidBug;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is true of the MMoE paper's synthetic data, the content of {@code truth.json}.
 *
 * @param generator {@code "mmoe"}
 * @param options what it was made with
 * @param weightCosine the cosine of the two weight vectors
 * @param thresholds with binary labels, the medians above which a label is 1; else empty
 * @param splits by {@code train}, {@code validation}, {@code test}
 */
public record MmoeTruth(
        String generator,
        MmoeSyntheticOptions options,
        double weightCosine,
        List<Double> thresholds,
        Map<String, SplitTruth> splits) {

    /**
     * One split.
     *
     * @param rows how many
     * @param labelCorrelation Pearson's correlation of the two real-valued labels
     * @param bestAuc with binary labels, the AUC of the noiseless values by task, which nothing but luck can beat; null when
     *     only one class occurs. Empty with real labels
     */
    public record SplitTruth(long rows, double labelCorrelation, Map<String, @Nullable Double> bestAuc) {}

    String json() {
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new BraidBug("a truth that cannot be written", e);
        }
    }
}
