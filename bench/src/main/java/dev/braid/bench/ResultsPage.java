package dev.braid.bench;

import dev.braid.metric.TaskEvaluation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The page of measured results: what was trained, how good it became, how fast it was, and the command for each. */
public final class ResultsPage {
    private final Markdown page = new Markdown();

    /**
     * @param command what wrote the page
     */
    public ResultsPage(String command) {
        page.heading(1, "Measured results")
                .paragraph("Every number on this page was written by")
                .command(command);
    }

    /**
     * How good models became on a dataset.
     *
     * @param title of the section
     * @param settings options that all models shared
     * @param reference a line about what else reaches what on the same rows
     */
    public ResultsPage quality(
            String title, List<QualityStudy.Trained> trained, List<String> settings, String reference) {
        page.heading(2, title);
        page.paragraph(reference);
        page.paragraph("Options other than the defaults, the same for all models: "
                + (settings.isEmpty() ? "none" : "`" + String.join("`, `", settings) + "`") + ".");
        Set<String> tasks = trained.get(0).test().tasks().keySet();
        Set<String> models = new LinkedHashSet<>();
        trained.forEach(t -> models.add(t.model()));
        String[] header = new String[2 + 2 * tasks.size() + 1];
        header[0] = "model";
        header[1] = "seeds";
        int cell = 2;
        for (String task : tasks) {
            header[cell++] = task + " AUC";
            header[cell++] = task + " log-loss";
        }
        header[cell] = "seconds a run";
        page.header(header);
        for (String model : models) {
            page.row(qualityRow(
                    model, trained.stream().filter(t -> t.model().equals(model)).toList(), tasks));
        }
        page.end();
        return this;
    }

    private static String[] qualityRow(String model, List<QualityStudy.Trained> runs, Set<String> tasks) {
        String[] row = new String[2 + 2 * tasks.size() + 1];
        row[0] = model;
        row[1] = String.valueOf(runs.size());
        int cell = 2;
        for (String task : tasks) {
            row[cell++] = spread("%.4f", runs, task, TaskEvaluation::auc);
            row[cell++] = spread("%.4f", runs, task, TaskEvaluation::logloss);
        }
        row[cell] = Markdown.meanAndDeviation(
                "%.0f", runs.stream().mapToDouble(r -> r.result().seconds()).toArray());
        return row;
    }

    private static String spread(
            String format, List<QualityStudy.Trained> runs, String task, Function<TaskEvaluation, Double> metric) {
        return Markdown.meanAndDeviation(
                format,
                runs.stream()
                        .map(run -> metric.apply(run.task(task)))
                        .mapToDouble(v -> v == null ? Double.NaN : v)
                        .toArray());
    }

    /** How fast a training step is, beside the machine's own limit. */
    public ResultsPage speed(SpeedStudy study, int repeats) {
        TrainBenchOptions job = TrainBenchOptions.DEFAULTS;
        page.heading(2, "Training step")
                .paragraph(String.format(
                        "MMoE: batch %d, %d categorical fields, k=%d, %,d embedding rows, %d experts %s, %d towers %s; data in"
                                + " memory, ids uniform. The limit is this machine's fp32 rate on 2048×2048 products, measured in the"
                                + " same run, over the model's multiply-adds, forward and backward. Median of %d runs of each,"
                                + " taken in turns. One run: `./braid bench train`.",
                        job.batchSize(),
                        job.fields(),
                        job.width(),
                        job.embeddingRows(),
                        job.experts(),
                        job.expert(),
                        job.tasks(),
                        job.tower(),
                        repeats));
        page.header("variant", "rows/s", "ms a step", "fp32 GEMM, GFLOP/s", "fraction of that limit");
        speedRow("fp32", study.fp32());
        speedRow("fp32, ten times the embedding rows", study.tenfold());
        speedRow("bf16", study.bf16());
        page.end();
        page.paragraph(String.format(
                "Ten times the embedding rows: %+.1f %% time a step. bf16: %.2f times the rows/s of fp32%s. Engine: %s, %d"
                        + " threads.",
                100 * (study.tenfold().stepMilliseconds() / study.fp32().stepMilliseconds() - 1),
                study.bf16().rowsPerSecond() / study.fp32().rowsPerSecond(),
                study.bf16().bf16Native()
                        ? ""
                        : " (this processor has no bf16 instructions: operands are rounded to bf16 and multiplied in fp32)",
                study.fp32().engine(),
                study.fp32().threads()));
        return this;
    }

    private void speedRow(String variant, TrainBenchResult result) {
        page.row(
                variant,
                Markdown.number("%,.0f", result.rowsPerSecond()),
                Markdown.number("%.0f", result.stepMilliseconds()),
                Markdown.number("%.0f", result.gemmGflops()),
                Markdown.number("%.3f", result.fractionOfGemmLimit()));
    }

    /** A section of its own. */
    public ResultsPage section(String title, String paragraph, List<String[]> rows) {
        page.heading(2, title).paragraph(paragraph);
        if (!rows.isEmpty()) {
            page.header(rows.get(0));
            rows.subList(1, rows.size()).forEach(page::row);
            page.end();
        }
        return this;
    }

    /** The page. */
    public String text() {
        return page.toString();
    }
}
