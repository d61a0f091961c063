package dev.braid.report;

import dev.braid.metric.Metric;
import dev.braid.report.page.Figures;
import dev.braid.report.page.Html;
import dev.braid.report.page.Page;
import dev.braid.report.page.Page.Section;
import dev.braid.train.FinishedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A study as one page: what it shows in plain words, then tables and figures, then everything needed to make it again.
 *
 * @param html the page
 * @param figures how many figures it has
 */
public record Report(String html, int figures) {
    /**
     * Writes a report; scores the evaluated split with every run for the calibration curves.
     *
     * @param data where the dataset is now; empty where it was in training
     * @param commands that make the runs and the report again
     * @throws dev.braid.fault.BadInput when {@code data} is no dataset, or another one
     */
    public static Report of(Study study, Optional<Path> data, List<String> commands) {
        ReportedData found = ReportedData.of(study, data);
        List<InspectedModel> models = found.dataset()
                .map(dataset -> InspectedModel.all(study, dataset))
                .orElse(List.of());
        Figures figures = new Figures();
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("summary", "Summary", page -> summary(page, study)));
        sections.add(new Section("quality", "Quality", page -> new QualityTables(study).write(page)));
        if (study.comparesModels()) {
            sections.add(new Section("models", "Models side by side", page -> {
                figures.write(page, new ComparisonCharts(study).quality());
                figures.write(page, new ComparisonCharts(study).speed());
            }));
        }
        study.sweep()
                .ifPresent(
                        sweep -> sections.add(new Section("search", "Search", page -> SweepTables.write(page, sweep))));
        sections.add(new Section("learning", "Learning curves", page -> learning(page, study, figures)));
        sections.add(
                new Section("calibration", "Calibration", page -> calibration(page, study, found, models, figures)));
        sections.add(new Section("inside", "Inside the models", page -> inside(page, study, found, models, figures)));
        sections.add(new Section("configuration", "Configuration", page -> configuration(page, study)));
        sections.add(new Section("dataset", "Dataset", page -> dataset(page, found)));
        sections.add(new Section("again", "Make it again", page -> again(page, study, commands)));
        String html = new Page(title(study), lead(study), sections).html();
        return new Report(html, figures.count());
    }

    private static String title(Study study) {
        List<Subject> subjects = study.subjects();
        return subjects.size() == 1
                ? subjects.get(0).label() + " on " + study.dataset()
                : subjects.size() + " models on " + study.dataset();
    }

    private static String lead(Study study) {
        return "Tasks: " + String.join(", ", study.declaredTasks()) + ". Measured on the " + study.split() + " split, "
                + Shown.count(study.rows()) + " rows"
                + (study.seeds() > 1 ? ", " + study.seeds() + " seeds of each model." : ".");
    }

    private static void summary(Html page, Study study) {
        page.open("dl", "class", "tiles");
        for (String task : study.tasks()) {
            study.best(task, Metric.AUC).ifPresent(best -> {
                page.open("div").element("dt", task).open("dd");
                page.text(Shown.metric(study.of(best, task, Metric.AUC).mean()));
                page.element("small", "AUC of " + best.label() + others(study, task))
                        .close()
                        .close();
            });
        }
        page.closeLine().open("ul", "class", "findings");
        for (Findings.Finding finding : new Findings(study).all()) {
            page.open("li")
                    .element("strong", finding.about())
                    .text(finding.said())
                    .close();
        }
        page.closeLine();
        page.element(
                "p",
                String.format(
                        java.util.Locale.ROOT,
                        study.seeds() < 2
                                ? "Calibrated on average: predicted over observed positives is within %.0f %% of 1."
                                : "Calibrated on average: predicted over observed positives is off 1 by at most %.0f %%, on"
                                        + " average of the seeds, each by itself: seeds that are off to both sides do not"
                                        + " make up for each other, as they do in the mean that the tables show.",
                        100 * Findings.TOLERANCE),
                "class",
                "note");
    }

    /** Who is as good to the last digit. */
    private static String others(Study study, String task) {
        return study.ranking(task, Metric.AUC)
                .filter(ranking -> !ranking.equals().isEmpty())
                .map(ranking -> ranking.equals().size() == 1
                        ? " and " + ranking.equals().get(0)
                        : " and " + ranking.equals().size() + " more")
                .orElse("");
    }

    private static void learning(Html page, Study study, Figures figures) {
        if (study.shown().isEmpty()) {
            page.paragraph("Left out: the folders of the runs, which hold the curves, are not there.");
            return;
        }
        if (study.seeds() > 1) {
            page.paragraph("The first seed of each model.");
        }
        figures.write(page, new LearningCurves(study).charts());
    }

    private static void calibration(
            Html page, Study study, ReportedData found, List<InspectedModel> models, Figures figures) {
        if (models.isEmpty()) {
            page.paragraph(
                    study.shown().isEmpty() ? "Left out: the folders of the runs are not there." : found.missing());
            return;
        }
        if (study.seeds() > 1) {
            page.paragraph("The first seed of each model, on the " + study.split() + " split.");
        }
        figures.write(page, new CalibrationCurves(study, models).charts());
    }

    private static void inside(
            Html page, Study study, ReportedData found, List<InspectedModel> models, Figures figures) {
        if (models.isEmpty()) {
            page.paragraph(
                    study.shown().isEmpty() ? "Left out: the folders of the runs are not there." : found.missing());
            return;
        }
        new InsideSection(study, models).write(page, figures);
    }

    private static void configuration(Html page, Study study) {
        if (study.shown().isEmpty()) {
            page.paragraph("Left out: the folders of the runs, which hold their options, are not there.");
        } else {
            new ConfigurationTables(study).write(page);
        }
    }

    private static void dataset(Html page, ReportedData found) {
        found.dataset()
                .ifPresentOrElse(
                        dataset -> new DatasetProfile(dataset).write(page), () -> page.paragraph(found.missing()));
    }

    private static void again(Html page, Study study, List<String> commands) {
        commands.forEach(page::command);
        List<Long> seeds = study.allSeeds();
        page.paragraph((seeds.size() == 1 ? "Seed " : "Seeds ")
                + seeds.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ".");
        for (String versions :
                study.shown().stream().map(Report::versions).distinct().toList()) {
            page.paragraph(versions);
        }
    }

    private static String versions(FinishedRun run) {
        return "Braid " + run.versions().braid() + ", Java " + run.versions().java() + ", "
                + run.versions().engine() + "; " + run.threads() + (run.threads() == 1 ? " thread." : " threads.");
    }
}
