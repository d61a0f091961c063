package dev.braid.experiment.reproduce;

import dev.braid.experiment.ComparedRun;
import dev.braid.experiment.ComparisonResult;
import dev.braid.experiment.Spread;
import dev.braid.metric.TaskEvaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How far a variant is from the one that a figure measures differences to, in a column.
 *
 * @param dataset its name
 * @param row the variant's name in the paper
 * @param variant its label
 * @param baseline the label of the other
 * @param column the column's heading
 * @param difference the variant's number less the other's, seed by seed, times the column's scale
 * @param better whether a positive difference is an improvement
 */
public record BaselineDifference(
        String dataset, String row, String variant, String baseline, String column, Spread difference, boolean better) {
    /** The results whose figures show differences: one line each. */
    private static final Map<String, String> BASELINES = Map.of(DephnFigures.FIGURE_5, DephnFigures.BASELINE);

    /** All differences of a dataset; none where the result shows none, or its baseline was not trained. */
    public static List<BaselineDifference> of(String result, ReproducedDataset dataset) {
        String baseline = BASELINES.get(result);
        List<BaselineDifference> differences = new ArrayList<>();
        boolean trained = dataset.rows().stream().anyMatch(row -> row.variant().equals(baseline));
        if (baseline == null || !trained) {
            return differences;
        }
        for (PaperColumn column : dataset.columns()) {
            List<Double> base = values(dataset.comparison(), baseline, column);
            for (ReproducedRow row : dataset.rows()) {
                if (!row.variant().equals(baseline)) {
                    List<Double> own = values(dataset.comparison(), row.variant(), column);
                    double[] difference = new double[Math.min(own.size(), base.size())];
                    for (int seed = 0; seed < difference.length; seed++) {
                        difference[seed] = column.scale() * (own.get(seed) - base.get(seed));
                    }
                    differences.add(new BaselineDifference(
                            dataset.name(),
                            row.row(),
                            row.variant(),
                            baseline,
                            column.heading(),
                            Spread.of(difference),
                            column.metric().direction().better(1, 0)));
                }
            }
        }
        return differences;
    }

    /** By seed; NaN where undefined. */
    private static List<Double> values(ComparisonResult comparison, String variant, PaperColumn column) {
        return comparison.runs().stream()
                .filter(run -> run.variant().equals(variant))
                .map(run -> value(run, column))
                .toList();
    }

    private static double value(ComparedRun run, PaperColumn column) {
        TaskEvaluation evaluation = run.tasks().get(column.task());
        return evaluation == null ? Double.NaN : column.metric().of(evaluation);
    }
}
