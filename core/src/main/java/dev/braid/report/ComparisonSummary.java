package dev.braid.report;

import dev.braid.experiment.ComparisonResult;
import dev.braid.experiment.Ranking;
import dev.braid.experiment.Spread;
import dev.braid.experiment.VariantSummary;
import dev.braid.metric.Metric;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code summary.csv} of a comparison: a line per variant, task and metric, over all seeds; what is undefined is empty. */
public final class ComparisonSummary {
    private static final String HEADER =
            "variant,task,metric,mean,sd,n,best,verdict,parameters,rows_per_second,seconds\n";

    private ComparisonSummary() {}

    /**
     * The table. {@code verdict} is what is known of the difference to the best: {@code real}, {@code chance} or {@code
     * unknown}; empty for the best itself, and for what has no rank. {@code rows_per_second} and {@code seconds} are means.
     */
    public static String csv(ComparisonResult comparison) {
        StringBuilder csv = new StringBuilder(HEADER);
        List<Ranking> rankings = comparison.rankings();
        for (VariantSummary variant : comparison.summary()) {
            for (String task : comparison.tasks()) {
                for (Metric metric : Metric.values()) {
                    Optional<Ranking> ranking = rankings.stream()
                            .filter(r -> r.task().equals(task) && r.metric().equals(metric.label()))
                            .findFirst();
                    csv.append(line(variant, task, metric, ranking)).append('\n');
                }
            }
        }
        return csv.toString();
    }

    private static String line(VariantSummary variant, String task, Metric metric, Optional<Ranking> ranking) {
        Spread spread = variant.of(task, metric);
        String label = variant.variant();
        return Stream.of(
                        label,
                        task,
                        metric.label(),
                        number(spread.mean()),
                        number(spread.deviation()),
                        String.valueOf(spread.runs()),
                        String.valueOf(ranking.filter(r -> r.isBest(label)).isPresent()),
                        ranking.flatMap(r -> r.toBest(label))
                                .map(Ranking.Verdict::label)
                                .orElse(""),
                        String.valueOf(variant.parameters()),
                        number(variant.rowsPerSecond().mean()),
                        number(variant.seconds().mean()))
                .map(Csv::cell)
                .collect(Collectors.joining(","));
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : String.valueOf(value);
    }
}
