package dev.braid.experiment;

import dev.braid.metric.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which variant has the best mean of one metric of one task, and which of the others could be as good: those whose paired
 * t-test over seeds against the best, corrected by Holm for the number of variants, does not fall below {@link #LEVEL}.
 *
 * @param task the task
 * @param metric the metric's name
 * @param best the variant of the best mean
 * @param p of every other variant, the corrected p-value; null where there are fewer than two seeds
 */
public record Ranking(String task, String metric, String best, Map<String, @Nullable Double> p) {
    /** Below this, a difference is taken for more than chance. */
    public static final double LEVEL = 0.05;

    /** The ranking of a task's metric; empty when it is defined for fewer than two variants. */
    public static Optional<Ranking> of(String task, Metric metric, Map<String, double[]> values) {
        Map<String, double[]> defined = new LinkedHashMap<>();
        values.forEach((variant, perSeed) -> {
            if (!Double.isNaN(mean(perSeed))) {
                defined.put(variant, perSeed);
            }
        });
        if (defined.size() < 2) {
            return Optional.empty();
        }
        String best = best(metric, defined);
        List<String> others = new ArrayList<>(defined.keySet());
        others.remove(best);
        double[] corrected = PairedTest.holm(others.stream()
                .mapToDouble(other -> PairedTest.p(defined.get(best), defined.get(other)))
                .toArray());
        Map<String, @Nullable Double> p = new LinkedHashMap<>();
        for (int i = 0; i < corrected.length; i++) {
            p.put(others.get(i), Double.isNaN(corrected[i]) ? null : corrected[i]);
        }
        return Optional.of(new Ranking(task, metric.label(), best, p));
    }

    private static String best(Metric metric, Map<String, double[]> values) {
        String best = "";
        double reached = Double.NaN;
        for (Map.Entry<String, double[]> variant : values.entrySet()) {
            double mean = mean(variant.getValue());
            if (metric.direction().better(mean, reached)) {
                best = variant.getKey();
                reached = mean;
            }
        }
        return best;
    }

    private static double mean(double... values) {
        return java.util.Arrays.stream(values).average().orElse(Double.NaN);
    }

    /** Whether a variant's difference to the best could be chance; false where that cannot be said. */
    public boolean couldBeAsGood(String variant) {
        Double value = p.get(variant);
        return value != null && value >= LEVEL;
    }
}
