package dev.braid.report;

import dev.braid.experiment.ComparedRun;
import dev.braid.experiment.ComparisonResult;
import dev.braid.experiment.Ranking;
import dev.braid.experiment.SweepResult;
import dev.braid.experiment.Variant;
import dev.braid.metric.Metric;
import dev.braid.metric.TaskEvaluation;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A comparison as files for people and spreadsheets. */
public final class ComparisonPage {
    private ComparisonPage() {}

    /** The page {@code comparison.md}. */
    public static String markdown(ComparisonResult comparison) {
        Markdown page = new Markdown();
        append(page, 1, heading(comparison), comparison);
        page.heading(2, "All metrics");
        if (comparison.runs().stream().map(ComparedRun::seed).distinct().count() > 1) {
            page.paragraph(ChanceNote.RATIO);
        }
        ComparisonTable.appendAll(page, comparison);
        return page.toString();
    }

    /** The dataset and its tasks. */
    public static String heading(ComparisonResult comparison) {
        return "Dataset " + comparison.dataset() + ": " + String.join(", ", comparison.tasks());
    }

    /** Appends a comparison to a page, under a heading: what was trained how, and the table. */
    public static void append(Markdown page, int level, String heading, ComparisonResult comparison) {
        page.heading(level, heading);
        if (!comparison.command().isEmpty()) {
            page.command(comparison.command());
        }
        int seeds = (int)
                comparison.runs().stream().map(ComparedRun::seed).distinct().count();
        page.paragraph(String.format(
                Locale.ROOT,
                "Mean%s over %d seed%s on the %s split (%,d rows); weights are those best on the validation split. The best"
                        + " mean of a column is bold. Rows/s and seconds are those of a machine that may have had other work too."
                        + " Options that all share: %s.",
                seeds > 1 ? " ± standard deviation" : "",
                seeds,
                seeds > 1 ? "s" : "",
                comparison.split(),
                comparison.rows(),
                listed(comparison.settings(), "the defaults")));
        String chance = ChanceNote.of(seeds, comparison.split(), comparison.rowTests());
        if (!chance.isEmpty()) {
            page.paragraph(chance);
        }
        List<String> own = comparison.variants().stream()
                .filter(v -> !v.settings().isEmpty() || !v.label().equals(v.model()))
                .map(ComparisonPage::described)
                .toList();
        if (!own.isEmpty()) {
            page.paragraph("Variants: " + String.join("; ", own) + ".");
        }
        ComparisonTable.append(page, comparison);
        String failed = FailureNote.of(comparison.failures());
        if (!failed.isEmpty()) {
            page.paragraph(failed);
        }
        SweepResult sweep = comparison.sweep();
        if (sweep != null) {
            SweepTables.append(page, level + 1, sweep);
        }
    }

    private static String described(Variant variant) {
        return variant.label() + " is " + variant.model() + " with " + listed(variant.settings(), "the defaults");
    }

    private static String listed(List<String> settings, String none) {
        return settings.isEmpty()
                ? none
                : settings.stream().map(s -> "`" + s + "`").collect(Collectors.joining(", "));
    }

    /**
     * The table {@code comparison.csv}: a line per run, task and metric; what is undefined is empty. A run without a result has
     * lines, too, which say why.
     */
    public static String csv(ComparisonResult comparison) {
        StringBuilder csv = new StringBuilder("variant,model,seed,task,space,rows,positives,metric,value,failed\n");
        for (ComparedRun run : comparison.runs()) {
            for (String task : comparison.tasks()) {
                for (Metric metric : Metric.values()) {
                    csv.append(line(run, task, metric)).append('\n');
                }
            }
        }
        return csv.toString();
    }

    private static String line(ComparedRun run, String task, Metric metric) {
        TaskEvaluation evaluation = run.tasks().get(task);
        double value = run.value(task, metric);
        return String.join(
                ",",
                run.variant(),
                run.model(),
                String.valueOf(run.seed()),
                Csv.cell(task),
                evaluation == null ? "" : Csv.cell(evaluation.space()),
                evaluation == null ? "" : String.valueOf(evaluation.rows()),
                evaluation == null ? "" : String.valueOf(evaluation.positives()),
                metric.label(),
                Double.isNaN(value) ? "" : String.valueOf(value),
                Csv.cell(Objects.requireNonNullElse(run.failed(), "")));
    }

    /**
     * The table {@code significance.csv}: a line per task, metric and variant that is not the best, with the difference of its
     * mean to the best's (of pcoc, of the mean distance to 1) and both p-values; what is undefined is empty.
     */
    public static String significanceCsv(ComparisonResult comparison) {
        StringBuilder csv = new StringBuilder("task,metric,best,variant,difference,p_seeds,rows_test,p_rows,verdict\n");
        for (Ranking ranking : comparison.rankings()) {
            Metric metric = Metric.named(ranking.metric());
            for (String variant : ranking.p().keySet()) {
                double difference = mean(comparison, variant, ranking.task(), metric)
                        - mean(comparison, ranking.best(), ranking.task(), metric);
                csv.append(String.join(
                                ",",
                                Csv.cell(ranking.task()),
                                ranking.metric(),
                                ranking.best(),
                                variant,
                                String.valueOf(difference),
                                shown(ranking.p().get(variant)),
                                Csv.cell(Objects.requireNonNullElse(ranking.rowTest(), "")),
                                shown(ranking.pRows().get(variant)),
                                ranking.verdict(variant).label()))
                        .append('\n');
            }
        }
        return csv.toString();
    }

    private static double mean(ComparisonResult comparison, String variant, String task, Metric metric) {
        return comparison.runs().stream()
                .filter(run -> run.variant().equals(variant))
                .mapToDouble(run -> metric.direction().compared(run.value(task, metric)))
                .average()
                .orElse(Double.NaN);
    }

    private static String shown(@Nullable Double value) {
        return value == null ? "" : String.valueOf(value);
    }
}
