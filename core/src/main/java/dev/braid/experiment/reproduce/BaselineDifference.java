package dev.braid.experiment.reproduce;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.braid.experiment.ComparisonResult;
import dev.braid.experiment.PairedTest;
import dev.braid.experiment.Ranking;
import dev.braid.experiment.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a variant is from one that differences are measured to, in a column.
 *
 * @param dataset its name
 * @param row the variant's name in the paper
 * @param variant its label
 * @param baseline the label of the other
 * @param column the column's heading
 * @param difference the variant's number less the other's, seed by seed, times the column's scale
 * @param better whether a positive difference is an improvement
 * @param p of a paired t-test over seeds, corrected by Holm for all differences to this baseline in the column; null where
 *     there are fewer than two seeds, or a number is undefined
 */
public record BaselineDifference(
        String dataset,
        String row,
        String variant,
        String baseline,
        String column,
        Spread difference,
        boolean better,
        @Nullable Double p) {
    /** The results that measure differences: one line each. */
    private static final Map<String, List<Baseline>> BASELINES = Map.of(
            DephnFigures.FIGURE_5,
            List.of(new Baseline(DephnFigures.BASELINE, false), new Baseline(DephnFigures.WITHOUT, true)));

    /**
     * What differences are measured to.
     *
     * @param label of the variant
     * @param sameModel whether only variants of its model are held against it
     */
    private record Baseline(String label, boolean sameModel) {}

    /** All differences of a dataset, baseline by baseline; none to a baseline that was not trained. */
    public static List<BaselineDifference> of(String result, ReproducedDataset dataset) {
        List<BaselineDifference> differences = new ArrayList<>();
        for (Baseline baseline : BASELINES.getOrDefault(result, List.of())) {
            dataset.rows().stream()
                    .filter(row -> row.variant().equals(baseline.label()))
                    .findFirst()
                    .ifPresent(base -> differences.addAll(to(base, baseline.sameModel(), dataset)));
        }
        return differences;
    }

    private static List<BaselineDifference> to(ReproducedRow base, boolean sameModel, ReproducedDataset dataset) {
        List<ReproducedRow> others = dataset.rows().stream()
                .filter(row -> !row.variant().equals(base.variant()))
                .filter(row -> !sameModel || row.model().equals(base.model()))
                .toList();
        List<BaselineDifference> differences = new ArrayList<>();
        for (PaperColumn column : dataset.columns()) {
            differences.addAll(to(base, others, dataset, column));
        }
        return differences;
    }

    private static List<BaselineDifference> to(
            ReproducedRow base, List<ReproducedRow> others, ReproducedDataset dataset, PaperColumn column) {
        double[] usual = values(dataset.comparison(), base.variant(), column);
        double[] p = new double[others.size()];
        List<Spread> spreads = new ArrayList<>();
        for (int i = 0; i < p.length; i++) {
            double[] own = values(dataset.comparison(), others.get(i).variant(), column);
            double[] difference = new double[own.length];
            for (int seed = 0; seed < difference.length; seed++) {
                difference[seed] = own[seed] - usual[seed];
            }
            spreads.add(Spread.of(difference));
            p[i] = PairedTest.p(own, usual);
        }
        double[] corrected = PairedTest.holm(p);
        List<BaselineDifference> differences = new ArrayList<>();
        for (int i = 0; i < p.length; i++) {
            differences.add(new BaselineDifference(
                    dataset.name(),
                    others.get(i).row(),
                    others.get(i).variant(),
                    base.variant(),
                    column.heading(),
                    spreads.get(i),
                    column.metric().direction().better(1, 0),
                    Double.isNaN(corrected[i]) ? null : Double.valueOf(corrected[i])));
        }
        return differences;
    }

    /** Whether it is more than chance in the seeds. */
    @JsonProperty
    public Ranking.Verdict verdict() {
        if (p == null) {
            return Ranking.Verdict.UNKNOWN;
        }
        return p < Ranking.LEVEL ? Ranking.Verdict.REAL : Ranking.Verdict.CHANCE;
    }

    /** By seed, times the column's scale; NaN where undefined. */
    private static double[] values(ComparisonResult comparison, String variant, PaperColumn column) {
        return comparison.runs().stream()
                .filter(run -> run.variant().equals(variant))
                .mapToDouble(run -> column.scale() * run.value(column.task(), column.metric()))
                .toArray();
    }
}
