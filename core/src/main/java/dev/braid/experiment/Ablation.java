package dev.braid.experiment;

import dev.braid.fault.BadInput;
import dev.braid.metric.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of a model are worth: the whole model, and by how much the AUC of each task changes where a part is left out
 * or exchanged, on one dataset or several.
 *
 * @param whole the label of the whole model
 * @param others the labels of its changed forms
 * @param columns one per dataset and task
 */
public record Ablation(String whole, List<String> others, List<Column> columns) {
    public Ablation {
        others = List.copyOf(others);
        columns = List.copyOf(columns);
    }

    /**
     * The AUC of one task of one dataset.
     *
     * @param dataset its name
     * @param task the task
     * @param whole of the whole model
     * @param changes by changed form, its difference to the whole
     */
    public record Column(String dataset, String task, Spread whole, Map<String, Change> changes) {}

    /**
     * A changed form less the whole, seed by seed.
     *
     * @param difference over seeds
     * @param p of a paired t-test over seeds, corrected by Holm for the forms of the column; null for fewer than two seeds or
     *     where the metric is undefined
     */
    public record Change(Spread difference, @Nullable Double p) {
        /** What seeds say of the difference. */
        public Ranking.Verdict verdict() {
            if (p == null) {
                return Ranking.Verdict.UNKNOWN;
            }
            return p < Ranking.LEVEL ? Ranking.Verdict.REAL : Ranking.Verdict.CHANCE;
        }
    }

    /**
     * Reads comparisons of the same variants, of which the first is the whole model.
     *
     * @throws BadInput when there is none, or they compare different variants, or on different splits, or with different
     *     seeds
     */
    public static Ablation of(List<ComparisonResult> comparisons) {
        List<String> labels = comparisons.isEmpty() ? List.of() : labels(comparisons.get(0));
        if (labels.size() < 2) {
            throw new BadInput("an ablation needs a comparison of a model and at least one changed form of it");
        }
        List<Column> columns = new ArrayList<>();
        for (ComparisonResult comparison : comparisons) {
            ComparisonResult first = comparisons.get(0);
            requireSame("variants", labels, first, labels(comparison), comparison);
            requireSame("settings", settings(first), first, settings(comparison), comparison);
            requireSame("seeds", seeds(first), first, seeds(comparison), comparison);
            requireSame("split", first.split(), first, comparison.split(), comparison);
            comparison.tasks().forEach(task -> columns.add(column(comparison, task, labels)));
        }
        return new Ablation(labels.get(0), labels.subList(1, labels.size()), columns);
    }

    private static void requireSame(
            String what, Object one, ComparisonResult first, Object other, ComparisonResult comparison) {
        if (!one.equals(other)) {
            throw new BadInput("an ablation over several datasets needs the same " + what + " on each: "
                    + first.dataset() + " has " + one + ", " + comparison.dataset() + " has " + other);
        }
    }

    private static List<List<String>> settings(ComparisonResult comparison) {
        return comparison.variants().stream()
                .map(v -> Stream.concat(Stream.of(v.model()), v.settings().stream())
                        .toList())
                .toList();
    }

    private static List<Long> seeds(ComparisonResult comparison) {
        return comparison.runs().stream()
                .map(ComparedRun::seed)
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> labels(ComparisonResult comparison) {
        return comparison.variants().stream().map(Variant::label).toList();
    }

    private static Column column(ComparisonResult comparison, String task, List<String> labels) {
        double[] whole = values(comparison, labels.get(0), task);
        List<String> others = labels.subList(1, labels.size());
        double[] p = new double[others.size()];
        List<Spread> differences = new ArrayList<>();
        for (int i = 0; i < p.length; i++) {
            double[] changed = values(comparison, others.get(i), task);
            if (changed.length != whole.length) {
                throw new BadInput("an ablation is taken seed by seed, but " + labels.get(0) + " has " + whole.length
                        + " seeds on " + comparison.dataset() + " and " + others.get(i) + " has " + changed.length);
            }
            p[i] = PairedTest.p(changed, whole);
            differences.add(Spread.of(less(changed, whole)));
        }
        double[] corrected = PairedTest.holm(p);
        Map<String, Change> changes = new LinkedHashMap<>();
        for (int i = 0; i < p.length; i++) {
            changes.put(
                    others.get(i), new Change(differences.get(i), Double.isNaN(corrected[i]) ? null : corrected[i]));
        }
        return new Column(comparison.dataset(), task, Spread.of(whole), changes);
    }

    private static double[] less(double[] changed, double[] whole) {
        double[] difference = new double[whole.length];
        for (int seed = 0; seed < whole.length; seed++) {
            difference[seed] = changed[seed] - whole[seed];
        }
        return difference;
    }

    /** The AUC by seed, in the order of seeds; NaN where undefined. */
    private static double[] values(ComparisonResult comparison, String label, String task) {
        return comparison.runs().stream()
                .filter(run -> run.variant().equals(label))
                .sorted(Comparator.comparingLong(ComparedRun::seed))
                .mapToDouble(run -> run.value(task, Metric.AUC))
                .toArray();
    }
}
