package dev.braid.report;

import dev.braid.experiment.ComparedRun;
import dev.braid.experiment.VariantSummary;
import dev.braid.train.FinishedRun;
import java.util.List;
import java.util.Optional;

/**
 * One model of a report.
 *
 * @param label what the report calls it
 * @param trainings every seed's
 * @param shown the run whose curves and options are shown; empty when its folder is gone
 */
public record Subject(String label, List<ComparedRun> trainings, Optional<FinishedRun> shown) {
    public Subject {
        trainings = List.copyOf(trainings);
    }

    /** Means and deviations over its seeds. */
    VariantSummary summary() {
        return VariantSummary.of(trainings, List.of());
    }
}
