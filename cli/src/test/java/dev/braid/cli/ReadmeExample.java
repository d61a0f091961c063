package dev.braid.cli;

import dev.braid.data.PreparedDataset;
import dev.braid.data.Split;
import dev.braid.data.prepare.Prepare;
import dev.braid.data.prepare.PrepareListener;
import dev.braid.data.prepare.PrepareOptions;
import dev.braid.data.spec.DatasetSpec;
import dev.braid.metric.SplitEvaluation;
import dev.braid.train.Run;
import dev.braid.train.Training;
import java.nio.file.Path;
import java.util.List;

/** The README's example of Braid as a library, where a compiler and a test can see it. */
final class ReadmeExample {
    private ReadmeExample() {}

    static SplitEvaluation run(Path raw, Path work) {
        // README
        DatasetSpec spec = DatasetSpec.read(raw.resolve("spec.yaml"));
        PreparedDataset dataset =
                Prepare.run(spec, raw, work.resolve("dataset"), PrepareOptions.DEFAULTS, PrepareListener.NONE);

        Training training =
                Training.on(dataset).model("dephn").set("train.epochs=3").seed(1);
        try (Run run = training.run(work.resolve("run"))) {
            SplitEvaluation test = run.evaluate(dataset, Split.TEST);
            test.tasks().forEach((task, measured) -> System.out.println(task + " AUC " + measured.auc()));

            run.predict(raw.resolve("test.csv"), work.resolve("scores.parquet"), List.of());
            return test;
        }
        // end
    }
}
