package dev.braid.report;

import dev.braid.data.PreparedDataset;
import dev.braid.data.Split;
import dev.braid.explain.Explainer;
import dev.braid.explain.Inside;
import dev.braid.report.chart.Figure;
import dev.braid.report.page.Figures;
import dev.braid.report.page.Html;
import dev.braid.train.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The most telling figures of what models do inside, for those that show anything. */
final class InsideSection {
    /** Enough for means of gates. */
    private static final int ROWS = 4096;

    /** More models than these would fill the page. */
    private static final int MOST_MODELS = 6;

    private final Study study;
    private final PreparedDataset dataset;

    InsideSection(Study study, PreparedDataset dataset) {
        this.study = study;
        this.dataset = dataset;
    }

    void write(Html page, Figures figures) {
        List<Figure> found = new ArrayList<>();
        List<String> closed = new ArrayList<>();
        List<String> more = new ArrayList<>();
        int shown = 0;
        for (Subject subject : study.subjects()) {
            if (subject.shown().isEmpty()) {
                continue;
            }
            if (shown == MOST_MODELS) {
                more.add(subject.label());
                continue;
            }
            Inside inside = inside(subject);
            if (inside.isEmpty()) {
                closed.add(subject.label());
                continue;
            }
            shown++;
            InsideCharts charts = new InsideCharts(study.comparesModels() ? subject.label() : "", inside);
            found.addAll(charts.gates());
            found.addAll(charts.similarity());
            found.addAll(charts.parts());
        }
        if (!closed.isEmpty()) {
            page.paragraph(
                    "No gates, no experts and no parts that could be told apart: " + String.join(", ", closed) + ".");
        }
        if (!more.isEmpty()) {
            page.paragraph("Not looked into here: " + String.join(", ", more) + ".");
        }
        figures.write(page, found);
        page.paragraph("'braid explain --run RUN --out DIR' shows all of it, with the numbers.");
    }

    private Inside inside(Subject subject) {
        try (Run run = Run.open(subject.shown().orElseThrow().place())) {
            Split split = Split.valueOf(study.split().toUpperCase(Locale.ROOT));
            return Explainer.inside(run, dataset, split, ROWS);
        }
    }
}
