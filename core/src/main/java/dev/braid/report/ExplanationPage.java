package dev.braid.report;

import dev.braid.explain.Explanation;
import dev.braid.explain.Inside;
import dev.braid.explain.TrainingTrace;
import dev.braid.nn.VirtualGradientOptions;
import dev.braid.report.chart.Figure;
import dev.braid.report.page.Figures;
import dev.braid.report.page.Html;
import dev.braid.report.page.Page;
import dev.braid.report.page.Page.Section;
import dev.braid.report.page.SortableTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An explanation as one page: in plain words first, then figure by figure. */
public final class ExplanationPage {
    private final Explanation explanation;
    private final Inside inside;
    private final List<String> commands;
    private final Figures figures = new Figures();

    private ExplanationPage(Explanation explanation, List<String> commands) {
        this.explanation = explanation;
        this.inside = explanation.inside();
        this.commands = commands;
    }

    /**
     * Writes the page.
     *
     * @param commands that make it again
     */
    public static Report of(Explanation explanation, List<String> commands) {
        return new ExplanationPage(explanation, commands).write();
    }

    private Report write() {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("summary", "Summary", this::summary));
        if (!inside.gates().isEmpty()) {
            sections.add(new Section("gates", "Gates", this::gates));
        }
        if (!inside.experts().isEmpty()) {
            sections.add(new Section("experts", "Experts", this::experts));
        }
        if (!inside.selections().isEmpty() || !inside.parts().isEmpty()) {
            sections.add(new Section("structure", "Selection and parts", this::structure));
        }
        inside.virtualGradient()
                .ifPresent(options -> sections.add(
                        new Section("virtual", "Virtual gradient", page -> virtualGradient(page, options))));
        sections.add(new Section("training", "Over training", this::training));
        sections.add(new Section("tasks", "Tasks", this::tasks));
        sections.add(new Section("again", "Make it again", page -> commands.forEach(page::command)));
        String html =
                new Page("Inside " + explanation.model() + " on " + explanation.dataset(), lead(), sections).html();
        return new Report(html, figures.count());
    }

    private String lead() {
        return "Tasks: " + String.join(", ", explanation.tasks()) + ". Looked at while predicting "
                + Shown.count(inside.rows()) + " rows of the " + explanation.split() + " split.";
    }

    private void summary(Html page) {
        page.open("ul", "class", "findings");
        new ExplanationFindings(explanation).all().forEach(finding -> page.open("li")
                .element("strong", finding.about())
                .text(finding.said())
                .close());
        page.closeLine();
    }

    private void gates(Html page) {
        figures.write(page, charts().gates());
        folded(page, "All gates as numbers", new InsideTables(inside).gates());
    }

    private void experts(Html page) {
        List<Figure> similarity = charts().similarity();
        figures.write(page, similarity);
        if (!similarity.isEmpty()) {
            page.paragraph(
                    "CKA is estimated without bias from up to 800 rows, spread over those looked at. Experts that"
                            + " have nothing in common are 0 in the mean, so chance puts some a little below 0.");
        }
        new InsideTables(inside).experts().write(page);
    }

    private void structure(Html page) {
        figures.write(page, charts().parts());
        figures.write(page, charts().selections());
    }

    private InsideCharts charts() {
        return new InsideCharts(inside);
    }

    private void virtualGradient(Html page, VirtualGradientOptions options) {
        String inUse = (options.family() + " " + options.shape()).toLowerCase(Locale.ROOT);
        page.paragraph(
                "The eight functions of DE-PHN's Fig. 4: x is the absolute correlation of two tasks' labels, y the"
                        + " difference of their gates, min(1, |Gₜ − Gⱼ|). This model was trained with " + inUse
                        + ", x by "
                        + options.measure().name().toLowerCase(Locale.ROOT) + " over "
                        + switch (options.scope()) {
                            case BATCH -> "the rows of each batch";
                            case EMA -> "a moving average of the batches";
                            case DATASET -> "all training rows";
                        }
                        + ".");
        figures.write(page, VirtualGradientCharts.of(explanation.virtualGradientFunctions()));
    }

    private void training(Html page) {
        TracedStepCharts charts = new TracedStepCharts(explanation);
        figures.write(page, charts.losses());
        if (explanation.training().isEmpty()) {
            page.paragraph(
                    "Gates, coefficients and gradients along training are left out: this run did not note them in "
                            + TrainingTrace.FILE + ". A training with --explain-every 50 does.");
            return;
        }
        figures.write(page, charts.gradients());
        figures.write(page, charts.gates());
        figures.write(page, charts.coefficients());
    }

    private void tasks(Html page) {
        TaskCharts charts = new TaskCharts(explanation);
        List<Figure> all = new ArrayList<>(charts.activations());
        all.addAll(charts.calibration());
        all.addAll(charts.labels());
        figures.write(page, all);
        if (!charts.withSpace().isEmpty()) {
            charts.propensities().write(page);
        }
    }

    private static void folded(Html page, String title, SortableTable table) {
        page.open("details").element("summary", title);
        table.write(page);
        page.closeLine();
    }
}
