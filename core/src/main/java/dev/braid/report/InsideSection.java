package dev.braid.report;

import dev.braid.explain.Explanation;
import dev.braid.explain.VirtualGradientMap;
import dev.braid.report.page.Figures;
import dev.braid.report.page.Html;
import dev.braid.train.FinishedRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What every model does inside, model by model, then what concerns several. */
final class InsideSection {
    private final Study study;
    private final List<InspectedModel> models;

    /**
     * @param models at least one
     */
    InsideSection(Study study, List<InspectedModel> models) {
        this.study = study;
        this.models = models;
    }

    void write(Html page, Figures figures) {
        page.paragraph("Looked at while predicting "
                + Shown.count(models.get(0).explanation().inside().rows())
                + " rows of the " + study.split() + " split"
                + (study.seeds() > 1 ? ", with the first seed of each model." : "."));
        blocks(page, figures, explanation -> !explanation.inside().isEmpty());
        tell(page, "No gates, no experts and no parts that could be told apart", labels(explanation -> explanation
                .inside()
                .isEmpty()));
        blocks(page, figures, explanation -> explanation.inside().isEmpty());
        gateLosses(page, figures);
        virtualGradients(page, figures);
        labelCorrelation(page, figures);
        tell(page, "Not noted along training, which --explain-every does", labels(explanation -> explanation
                .training()
                .isEmpty()));
        page.paragraph("'braid explain --run RUN' shows one model with all of its numbers.");
    }

    private void blocks(Html page, Figures figures, Predicate<Explanation> which) {
        for (InspectedModel model : models) {
            if (which.test(model.explanation()) && study.comparesModels()) {
                new InsideBlock(model.explanation(), model.label() + ": ").writeFolded(page, figures, model.label());
            } else if (which.test(model.explanation())) {
                new InsideBlock(model.explanation(), "").write(page, figures);
            }
        }
    }

    private static void tell(Html page, String what, List<String> labels) {
        if (!labels.isEmpty()) {
            page.paragraph(what + ": " + String.join(", ", labels) + ".");
        }
    }

    private List<String> labels(Predicate<Explanation> which) {
        return models.stream()
                .filter(model -> which.test(model.explanation()))
                .map(InspectedModel::label)
                .toList();
    }

    /** Training losses of one model under several kinds of gates (DE-PHN, Fig. 6). */
    private void gateLosses(Html page, Figures figures) {
        Map<String, List<Subject>> byModel = new LinkedHashMap<>();
        for (Subject subject : study.subjects()) {
            gate(subject).ifPresent(gate -> byModel.computeIfAbsent(
                            subject.shown().orElseThrow().model(), name -> new ArrayList<>())
                    .add(new Subject(subject.label() + ", gate " + gate, subject.trainings(), subject.shown())));
        }
        byModel.forEach((model, subjects) -> {
            if (subjects.stream().map(InsideSection::gate).distinct().count() > 1) {
                page.open("details").element("summary", model + ": training loss by kind of gate (DE-PHN, Fig. 6)");
                Study those = new Study(study.dataset(), study.split(), study.rows(), subjects);
                figures.write(page, new LearningCurves(those).losses());
                page.closeLine();
            }
        });
    }

    /** The option {@code model.gate}, of a model that has it. */
    private static Optional<String> gate(Subject subject) {
        return subject.shown()
                .map(FinishedRun::options)
                .map(options -> options.path("model").path("gate").asText())
                .filter(gate -> !gate.isEmpty());
    }

    private void virtualGradients(Html page, Figures figures) {
        Map<String, List<String>> inUse = new LinkedHashMap<>();
        for (InspectedModel model : models) {
            model.explanation().inside().virtualGradient().ifPresent(options -> {
                String function = (options.family() + " " + options.shape()).toLowerCase(Locale.ROOT);
                inUse.computeIfAbsent(function, name -> new ArrayList<>()).add(model.label());
            });
        }
        if (inUse.isEmpty()) {
            return;
        }
        page.open("details").element("summary", "The eight functions of the virtual gradient (DE-PHN, Fig. 4)");
        page.paragraph("In use: "
                + inUse.entrySet().stream()
                        .map(use -> use.getKey() + " by " + String.join(", ", use.getValue()))
                        .collect(Collectors.joining("; "))
                + ".");
        figures.write(page, VirtualGradientCharts.of(VirtualGradientMap.all()));
        page.closeLine();
    }

    private void labelCorrelation(Html page, Figures figures) {
        Explanation any = models.get(0).explanation();
        if (any.tasks().size() > 1) {
            page.open("details").element("summary", "How the tasks' labels go together");
            figures.write(page, new TaskCharts(any).labels());
            page.closeLine();
        }
    }
}
