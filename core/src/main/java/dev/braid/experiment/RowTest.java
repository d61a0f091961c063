package dev.braid.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the others differ from the best variant in one metric of one task by more than the choice of evaluated rows
 * explains: the counterpart of the test over seeds in {@link Ranking}.
 *
 * @param task the task
 * @param metric the metric's name
 * @param test what was computed, for people
 * @param best the variant of the best mean
 * @param p of every other variant, the p-value, corrected by Holm; null where there are too few rows
 * @param pairs of variants that p is corrected for, all there are; 0 in comparisons of earlier versions, which counted those
 *     with the best only
 */
public record RowTest(
        String task, String metric, String test, String best, Map<String, @Nullable Double> p, int pairs) {
    public RowTest {
        p = Collections.unmodifiableMap(new LinkedHashMap<>(p));
    }
}
