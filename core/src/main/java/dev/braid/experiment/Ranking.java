package dev.braid.experiment;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.braid.metric.Direction;
import dev.braid.metric.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which variant has the best mean of one metric of one task, and which of the others could be as good. Two questions are
 * asked of every difference, each with p-values corrected by Holm for all pairs of variants, since any of them could have come
 * out best: would other seeds give another
 * order (a paired t-test over seeds), and would other rows (a {@link RowTest})? It counts as real where both say so at
 * {@link #LEVEL}.
 *
 * @param task the task
 * @param metric the metric's name
 * @param best the variant of the best mean, of several the first one
 * @param equals the others with that very mean
 * @param p of every other variant, the corrected p-value over seeds; null where there are fewer than two seeds
 * @param rowTest what was computed over rows; null where nothing was, or the metric has no such test
 * @param pRows of every other variant, the corrected p-value over rows; empty without a test
 */
public record Ranking(
        String task,
        String metric,
        String best,
        List<String> equals,
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
        UNKNOWN;

        /** The word in files. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The ranking of a task's metric by seeds alone; empty when it is defined for fewer than two variants. */
    public static Optional<Ranking> of(String task, Metric metric, Map<String, double[]> values) {
        Map<String, double[]> defined = new LinkedHashMap<>();
        values.forEach((variant, perSeed) -> {
            double[] compared =
                    Arrays.stream(perSeed).map(metric.direction()::compared).toArray();
            if (!Double.isNaN(mean(compared))) {
                defined.put(variant, compared);
            }
        });
        if (defined.size() < 2) {
            return Optional.empty();
        }
        String best = best(metric.direction(), defined);
        double reached = mean(Objects.requireNonNull(defined.get(best)));
        List<String> equals = defined.keySet().stream()
                .filter(variant ->
                        !variant.equals(best) && mean(Objects.requireNonNull(defined.get(variant))) == reached)
                .toList();
        return Optional.of(new Ranking(task, metric.label(), best, equals, overSeeds(best, defined), null, Map.of()));
    }

    /** The p-values of the pairs with the best, corrected for all pairs. */
    private static Map<String, @Nullable Double> overSeeds(String best, Map<String, double[]> values) {
        List<String> labels = List.copyOf(values.keySet());
        List<String> others = new ArrayList<>(); // by pair, the one that is not the best; empty where neither is
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            for (int j = i + 1; j < labels.size(); j++) {
                String one = labels.get(i);
                String other = labels.get(j);
                others.add(one.equals(best) ? other : other.equals(best) ? one : "");
                all.add(PairedTest.p(values.get(one), values.get(other)));
            }
        }
        double[] corrected =
                PairedTest.holm(all.stream().mapToDouble(Double::doubleValue).toArray());
        Map<String, @Nullable Double> p = new LinkedHashMap<>();
        for (int i = 0; i < corrected.length; i++) {
            if (!others.get(i).isEmpty()) {
                p.put(others.get(i), Double.isNaN(corrected[i]) ? null : Double.valueOf(corrected[i]));
            }
        }
        return p;
    }

    /** How many pairs the p-values are corrected for. */
    int pairs() {
        return p.size() * (p.size() + 1) / 2;
    }

    private static String best(Direction direction, Map<String, double[]> values) {
        String best = "";
        double reached = Double.NaN;
        for (Map.Entry<String, double[]> variant : values.entrySet()) {
            double mean = mean(variant.getValue());
            if (Double.isNaN(reached) || (direction == Direction.HIGHER_IS_BETTER ? mean > reached : mean < reached)) {
                best = variant.getKey();
                reached = mean;
            }
        }
        return best;
    }

    private static double mean(double... values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    /** The same with what the tests over rows say of this task's metric, if they do. */
    public Ranking with(List<RowTest> tests) {
        return tests.stream()
                .filter(test -> test.task().equals(task)
                        && test.metric().equals(metric)
                        && test.best().equals(best))
                .findFirst()
                .map(test -> new Ranking(task, metric, best, equals, p, test.test(), test.p()))
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

    /** Whether no variant has a better mean. */
    public boolean isBest(String variant) {
        return best.equals(variant) || equals.contains(variant);
    }

    /** What is known of a variant's difference to the best; nothing for the best itself, and for what has no rank. */
    public Optional<Verdict> toBest(String variant) {
        return p.containsKey(variant) && !isBest(variant) ? Optional.of(verdict(variant)) : Optional.empty();
    }

    /** Whether some test of a variant's difference to the best was made, but another one that is needed was not. */
    public boolean isOpen(String variant) {
        return verdict(variant) == Verdict.UNKNOWN && (p.get(variant) != null || pRows.get(variant) != null);
    }

    /** Whether a variant's difference to the best could be chance; false where that cannot be said. */
    public boolean couldBeAsGood(String variant) {
        return verdict(variant) == Verdict.CHANCE;
    }
}
