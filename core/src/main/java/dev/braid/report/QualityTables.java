package dev.braid.report;

import dev.braid.experiment.Ranking;
import dev.braid.experiment.Spread;
import dev.braid.experiment.VariantSummary;
import dev.braid.metric.Metric;
import dev.braid.metric.TaskEvaluation;
import dev.braid.report.page.Html;
import dev.braid.report.page.SortableTable;
import dev.braid.report.page.SortableTable.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How good every model is: the two main metrics side by side, then all of them. */
final class QualityTables {
    private static final List<Metric> MAIN = List.of(Metric.AUC, Metric.LOGLOSS);

    /** More rows than these hide what comes after them. */
    private static final int MANY = 12;

    private final Study study;

    QualityTables(Study study) {
        this.study = study;
    }

    void write(Html page) {
        page.paragraph(explained());
        main().write(page);
        String failed = FailureNote.of(study.failures());
        if (!failed.isEmpty()) {
            page.element("p", failed, "class", "note").text("\n");
        }
        boolean many = study.subjects().size() * study.tasks().size() > MANY;
        page.open("details", many ? "class" : "open", "").element("summary", "All metrics of every task");
        if (study.comparesModels() && study.seeds() > 1) {
            page.element("p", ChanceNote.RATIO.replace("pcoc", Shown.name(Metric.PCOC)), "class", "note");
        }
        all().write(page);
        page.closeLine();
        new SignificanceTable(study).write(page);
    }

    private String explained() {
        String chance = study.comparesModels() ? ChanceNote.of(study.seeds(), study.split(), study.rowTests()) : "";
        return "Measured on the " + study.split() + " split, " + Shown.count(study.rows())
                + " rows, with the weights that were best on the validation split."
                + (study.seeds() > 1 ? " Numbers are mean ± standard deviation over " + study.seeds() + " seeds." : "")
                + (study.comparesModels() ? " The best of a column stands out." : "")
                + (chance.isEmpty() ? "" : " " + chance)
                + (study.truth().isEmpty()
                        ? ""
                        : " The data is simulated: “best possible” is what its true probabilities reach on the same rows.")
                + " A click on a column's name sorts by it.";
    }

    private SortableTable main() {
        List<String> header = new ArrayList<>(List.of("model"));
        study.tasks().forEach(task -> MAIN.forEach(metric -> header.add(task + " " + Shown.name(metric))));
        header.addAll(List.of("parameters", "rows/s", "seconds"));
        SortableTable table = new SortableTable("Quality, size and speed", header);
        for (Subject subject : study.subjects()) {
            VariantSummary summary = subject.summary();
            List<Cell> row = new ArrayList<>(List.of(Cell.words(subject.label())));
            study.tasks().forEach(task -> MAIN.forEach(metric -> row.add(cell(subject, task, metric))));
            row.add(Shown.countCell(summary.parameters()));
            row.add(Shown.countCell(mean(summary.rowsPerSecond())));
            row.add(Cell.number(Markdown.number("%.1f", mean(summary.seconds())), mean(summary.seconds())));
            table.row(row);
        }
        if (!study.truth().isEmpty()) {
            table.row(truth());
        }
        return table;
    }

    /** What nobody can beat but by luck: the true probabilities of simulated data. */
    private List<Cell> truth() {
        List<Cell> row = new ArrayList<>(List.of(Cell.words("best possible")));
        study.tasks().forEach(task -> MAIN.forEach(metric -> row.add(known(study.truth(task, metric)))));
        for (int column = 0; column < 3; column++) {
            row.add(known(Double.NaN));
        }
        return row;
    }

    private static Cell known(double value) {
        return Double.isNaN(value) ? Cell.number("–", value) : Shown.metricCell(value);
    }

    private SortableTable all() {
        List<Metric> defined =
                Arrays.stream(Metric.values()).filter(this::isAnywhereDefined).toList();
        List<String> header = new ArrayList<>(List.of("model", "task", "space", "rows", "positives"));
        defined.forEach(metric -> header.add(Shown.name(metric)));
        SortableTable table = new SortableTable("All metrics", header);
        for (String task : study.tasks()) {
            for (Subject subject : study.subjects()) {
                TaskEvaluation first = study.evaluated(task);
                List<Cell> row = new ArrayList<>(
                        List.of(Cell.words(subject.label()), Cell.words(task), Cell.words(first.space())));
                row.add(Shown.countCell(first.rows()));
                row.add(Shown.countCell(first.positives()));
                defined.forEach(metric -> row.add(cell(subject, task, metric)));
                table.row(row);
            }
        }
        return table;
    }

    private boolean isAnywhereDefined(Metric metric) {
        return study.subjects().stream().anyMatch(s -> study.tasks().stream()
                .anyMatch(task -> study.of(s, task, metric).mean() != null));
    }

    private Cell cell(Subject subject, String task, Metric metric) {
        Spread spread = study.of(subject, task, metric);
        Optional<Ranking> ranking = study.ranking(task, metric);
        Cell cell =
                Cell.number(Markdown.spread("%.4f", spread) + ChanceNote.mark(ranking, subject.label()), mean(spread));
        return ranking.filter(r -> r.isBest(subject.label())).isPresent() ? cell.stressed() : cell;
    }

    private static double mean(Spread spread) {
        Double mean = spread.mean();
        return mean == null ? Double.NaN : mean;
    }
}
