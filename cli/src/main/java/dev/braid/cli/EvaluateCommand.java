package dev.braid.cli;

import dev.braid.data.PreparedDataset;
import dev.braid.data.Split;
import dev.braid.fault.BadInput;
import dev.braid.fault.NearestName;
import dev.braid.metric.SplitEvaluation;
import dev.braid.train.Run;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code braid evaluate}. */
@Command(name = "evaluate", description = "Measures a run on a split of its dataset.")
final class EvaluateCommand implements Runnable {
    @Mixin
    private Output output;

    @Option(names = "--run", required = true, paramLabel = "RUN", description = "the folder that train wrote")
    private Path run;

    @Option(
            names = "--data",
            paramLabel = "DATASET",
            description = "where its dataset is now; by default where it was in training")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--split", paramLabel = "SPLIT", description = "train, validation or test, which is the default")
    private String split = Split.TEST.label();

    @Override
    public void run() {
        output.check();
        Split wanted = named(split);
        try (Run opened = Run.open(run)) {
            PreparedDataset dataset = PreparedDataset.open(data.orElseGet(opened::datasetPlace));
            SplitEvaluation evaluation = opened.evaluate(dataset, wanted);
            EvaluationTable.print(evaluation, output.out());
            output.result(evaluation);
        }
    }

    /** The split of a name that a person wrote. */
    static Split named(String label) {
        List<String> known = Arrays.stream(Split.values()).map(Split::label).toList();
        return Arrays.stream(Split.values())
                .filter(s -> s.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new BadInput(
                        "--split: no split is named '" + label + "'; " + NearestName.suggestion(label, known)));
    }
}
