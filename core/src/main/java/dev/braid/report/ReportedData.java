package dev.braid.report;

import dev.braid.data.PreparedDataset;
import dev.braid.fault.BadInput;
import dev.braid.train.FinishedRun;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The dataset of a study, where it can be found.
 *
 * @param dataset empty when it is not there
 * @param missing why not, in a line that says how to get what needs it; empty when it is there
 */
record ReportedData(Optional<PreparedDataset> dataset, String missing) {
    /**
     * Looks where a person says, else where the dataset was in training.
     *
     * @throws BadInput when what the person names is no dataset, or another one
     */
    static ReportedData of(Study study, Optional<Path> named) {
        Optional<FinishedRun> run = study.shown().stream().findFirst();
        if (named.isPresent()) {
            PreparedDataset dataset = PreparedDataset.open(named.get());
            boolean own = run.map(r -> r.datasetHash().equals(dataset.contentHash()))
                    .orElse(study.dataset().equals(dataset.description().name()));
            if (!own) {
                throw new BadInput("--data " + named.get() + ": not the dataset of these runs (its content differs);"
                        + " name the one they were trained on");
            }
            return new ReportedData(Optional.of(dataset), "");
        }
        if (run.isEmpty()) {
            return absent("the folders of the runs are not there");
        }
        try {
            PreparedDataset dataset = PreparedDataset.open(run.get().datasetPlace());
            return dataset.contentHash().equals(run.get().datasetHash())
                    ? new ReportedData(Optional.of(dataset), "")
                    : absent("another dataset lies where theirs was ("
                            + run.get().datasetPlace() + ")");
        } catch (BadInput e) {
            return absent("the dataset is no longer where it was (" + run.get().datasetPlace() + ")");
        }
    }

    private static ReportedData absent(String reason) {
        return new ReportedData(
                Optional.empty(), "Left out: " + reason + ". 'braid report ... --data DATASET' puts it in.");
    }
}
