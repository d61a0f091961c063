package dev.braid.experiment;

import dev.braid.metric.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which variant has the best mean of one metric of one task, and which of the others could be as good. Two questions are
 * asked of every difference, each with p-values corrected by Holm for the number of variants: would other seeds give another
 * order (a paired t-test over seeds), and would other rows (a {@link RowTest})? It counts as real where both say so at
 * {@link #LEVEL}.
 *
 * @param task the task
 * @param metric the metric's name
 * @param best the variant of the best mean
 * @param p of every other variant, the corrected p-value over seeds; null where there are fewer than two seeds
 * @param rowTest what was computed over rows; null where nothing was, or the metric has no such test
 * @param pRows of every other variant, the corrected p-value over rows; empty without a test
 */
public record Ranking(
        String task,
        String metric,
        String best,
        Map<String, @Nullable Double> p,
        @Nullable String rowTest,
        Map<String, @Nullable Double> pRows) {
    /** Below this, a difference is taken for more than chance. */
    public static final double LEVEL = 0.05;

    /** What is known of a difference to the best. */
    public enum Verdict {
        /** Seeds and rows say that it is more than chance; where there is no test over rows, seeds do. */
        REAL,
        /** Seeds or rows say that it could be chance. */
        CHANCE,
        /** Neither: a test is missing, for there is one seed only, or too few rows. */
        UNKNOWN
    }

    /** The ranking of a task's metric by seeds alone; empty when it is defined for fewer than two variants. */
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
        return Optional.of(new Ranking(task, metric.label(), best, p, null, Map.of()));
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

    /** The same with what the tests over rows say of this task's metric, if they do. */
    public Ranking with(List<RowTest> tests) {
        return tests.stream()
                .filter(test -> test.task().equals(task)
                        && test.metric().equals(metric)
                        && test.best().equals(best))
                .findFirst()
                .map(test -> new Ranking(task, metric, best, p, test.test(), test.p()))
                .orElse(this);
    }

    /** What is known of a variant's difference to the best. */
    public Verdict verdict(String variant) {
        Double seeds = p.get(variant);
        Double rows = pRows.get(variant);
        if ((seeds != null && seeds >= LEVEL) || (rows != null && rows >= LEVEL)) {
            return Verdict.CHANCE;
        }
        return seeds == null || (rowTest != null && rows == null) ? Verdict.UNKNOWN : Verdict.REAL;
    }

    /** Whether a variant's difference to the best could be chance; false where that cannot be said. */
    public boolean couldBeAsGood(String variant) {
        return verdict(variant) == Verdict.CHANCE;
    }
}
