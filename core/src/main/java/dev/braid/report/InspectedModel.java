package dev.braid.report;

import dev.braid.data.PreparedDataset;
import dev.braid.data.Split;
import dev.braid.explain.Explainer;
import dev.braid.explain.Explanation;
import dev.braid.explain.LabelCorrelations;
import dev.braid.metric.CalibrationCurve;
import dev.braid.train.FinishedRun;
import dev.braid.train.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model of a report with what only its weights can tell: the first seed's, on the evaluated split.
 *
 * @param label what the report calls it
 * @param calibration by task and chain, over the whole split
 * @param explanation what it does inside
 */
record InspectedModel(String label, Map<String, CalibrationCurve> calibration, Explanation explanation) {
    /** Enough for means of gates and for spreads of logits. */
    private static final int ROWS = 4096;

    /** Scores the split with every run whose folder is there, and looks inside. */
    static List<InspectedModel> all(Study study, PreparedDataset dataset) {
        List<InspectedModel> models = new ArrayList<>();
        if (study.shown().isEmpty()) {
            return models;
        }
        Split split = Split.valueOf(study.split().toUpperCase(Locale.ROOT));
        List<List<@Nullable Double>> labels = LabelCorrelations.of(dataset);
        for (Subject subject : study.subjects()) {
            subject.shown().ifPresent(run -> models.add(of(subject.label(), run, dataset, split, labels)));
        }
        return models;
    }

    private static InspectedModel of(
            String label,
            FinishedRun finished,
            PreparedDataset dataset,
            Split split,
            List<List<@Nullable Double>> labels) {
        try (Run run = Run.open(finished.place())) {
            Map<String, CalibrationCurve> calibration = Explainer.calibration(run.scores(dataset, split));
            Explanation explanation = Explainer.explain(run, dataset, split, ROWS, calibration, labels);
            return new InspectedModel(label, calibration, explanation);
        }
    }
}
