package dev.braid.bench;

import dev.braid.catalogue.ModelEntry;
import dev.braid.catalogue.Models;
import dev.braid.experiment.ComparisonResult;
import dev.braid.experiment.Variant;
import dev.braid.report.AblationTable;
import dev.braid.report.ComparisonPage;
import dev.braid.report.Markdown;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The page of measured results: what was trained, how good it became, how fast it was, and the command for each. */
public final class ResultsPage {
    private final Markdown page = new Markdown();

    /**
     * @param command what wrote the page
     */
    public ResultsPage(String... command) {
        page.heading(1, "Measured results")
                .paragraph(
                        "Every number on this page was written by these commands; those of a comparison stand above its table. Its folder"
                                + " (`--out`) then holds `comparison.html`, too: the same as a report with learning curves,"
                                + " calibration and what the models do inside.")
                .command(command);
    }

    /**
     * How good models became on a dataset.
     *
     * @param name of the comparison, for there may be several on a dataset
     */
    public ResultsPage comparison(String name, ComparisonResult comparison) {
        ComparisonPage.append(page, 2, ComparisonPage.heading(comparison) + " (" + name + ")", comparison);
        Set<String> compared =
                comparison.variants().stream().map(Variant::model).collect(Collectors.toSet());
        List<ModelEntry<?>> others = Models.ALL.stream()
                .filter(model -> !compared.contains(model.name()))
                .toList();
        if (!others.isEmpty() && others.stream().allMatch(model -> model.kind() == ModelEntry.Kind.CHAIN)) {
            page.paragraph("All models of Braid but "
                    + others.stream().map(ModelEntry::name).collect(Collectors.joining(", "))
                    + ": these are for tasks along a funnel, such as a conversion after a click.");
        }
        return this;
    }

    /** What the parts of a model are worth: comparisons of the same forms on several datasets, as one table. */
    public ResultsPage ablation(List<ComparisonResult> comparisons) {
        AblationTable.append(page, 2, comparisons);
        return this;
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
