package dev.braid.report;

import dev.braid.experiment.ComparisonResult;
import dev.braid.experiment.Ranking;
import dev.braid.experiment.Spread;
import dev.braid.experiment.VariantSummary;
import dev.braid.metric.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A comparison as a Markdown table: a line per variant, mean ± standard deviation over seeds, the best mean in bold, and ≈ at
 * means whose difference to the best could be chance ({@link Ranking}).
 */
public final class ComparisonTable {
    private static final List<Metric> METRICS = List.of(Metric.AUC, Metric.LOGLOSS);

    private ComparisonTable() {}

    /**
     * Appends the table.
     *
     * @param metrics per task, in the order of columns
     */
    public static void append(Markdown page, ComparisonResult comparison, List<Metric> metrics) {
        List<String> header = new ArrayList<>(List.of("model"));
        for (String task : comparison.tasks()) {
            metrics.forEach(metric -> header.add(task + " " + metric.label()));
        }
        header.addAll(List.of("parameters", "rows/s", "seconds"));
        page.header(header.toArray(String[]::new));
        for (VariantSummary variant : comparison.summary()) {
            List<String> row = new ArrayList<>(List.of(variant.variant()));
            for (String task : comparison.tasks()) {
                for (Metric metric : metrics) {
                    row.add(cell(variant, task, metric, comparison.ranking(task, metric)));
                }
            }
            row.add(Markdown.number("%,.0f", (double) variant.parameters()));
            row.add(Markdown.spread("%,.0f", new Spread(variant.rowsPerSecond().mean(), null, 1)));
            row.add(Markdown.spread("%.0f", variant.seconds()));
            page.row(row.toArray(String[]::new));
        }
        page.end();
    }

    /** As {@link #append(Markdown, ComparisonResult, List)}, with AUC and log-loss. */
    public static void append(Markdown page, ComparisonResult comparison) {
        append(page, comparison, METRICS);
    }

    /** Appends a table of every metric that is defined for some variant, a line per task and variant. */
    static void appendAll(Markdown page, ComparisonResult comparison) {
        List<VariantSummary> summary = comparison.summary();
        List<Metric> defined = Arrays.stream(Metric.values())
                .filter(metric -> summary.stream().anyMatch(variant -> comparison.tasks().stream()
                        .anyMatch(task -> variant.of(task, metric).mean() != null)))
                .toList();
        page.header(Stream.concat(Stream.of("task", "model"), defined.stream().map(Metric::label))
                .toArray(String[]::new));
        for (String task : comparison.tasks()) {
            Map<Metric, Optional<Ranking>> rankings = new EnumMap<>(Metric.class);
            defined.forEach(metric -> rankings.put(metric, comparison.ranking(task, metric)));
            for (VariantSummary variant : summary) {
                page.row(Stream.concat(
                                Stream.of(task, variant.variant()),
                                rankings.entrySet().stream().map(of -> cell(variant, task, of.getKey(), of.getValue())))
                        .toArray(String[]::new));
            }
        }
        page.end();
    }

    private static String cell(VariantSummary variant, String task, Metric metric, Optional<Ranking> ranking) {
        String shown = Markdown.spread("%.4f", variant.of(task, metric));
        if (ranking.filter(r -> r.isBest(variant.variant())).isPresent()) {
            return "**" + shown + "**";
        }
        return shown + ChanceNote.mark(ranking, variant.variant());
    }
}
