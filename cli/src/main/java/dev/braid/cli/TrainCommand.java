package dev.braid.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.braid.data.PreparedDataset;
import dev.braid.train.Run;
import dev.braid.train.RunLogs;
import dev.braid.train.RunResult;
import dev.braid.train.Training;
import dev.braid.train.TrainingListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code braid train}. */
@Command(name = "train", description = "Trains a model on a prepared dataset.")
final class TrainCommand implements Runnable {
    @Mixin
    private Output output;

    @Option(names = "--data", required = true, paramLabel = "DATASET", description = "the folder that prepare wrote")
    private Path data;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "NAME",
            description = "the model; 'braid models' lists them")
    private String model;

    @Option(names = "--out", required = true, paramLabel = "RUN", description = "the folder to write")
    private Path out;

    @Option(names = "--config", paramLabel = "FILE", description = "options in YAML")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "an option, such as model.experts=8; wins over --config; may be repeated")
    private List<String> sets = List.of();

    @Option(names = "--seed", paramLabel = "N", description = "the same as --set train.seed=N")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--resume", description = "go on with the run that was broken off in RUN")
    private boolean resume;

    @Mixin
    private RunLogArguments logging;

    /** The JSON of this command. */
    record Trained(String model, @JsonUnwrapped RunResult result) {}

    @Override
    public void run() {
        output.check();
        Training training =
                Training.on(PreparedDataset.open(data)).model(model).set(sets).resume(resume);
        config.ifPresent(training::config);
        seed.ifPresent(training::seed);
        try (RunLogs logs = logging.logs(resume).apply(out);
                TrainProgress progress = new TrainProgress(output.err(), model).withSettings();
                Run run = training.listen(TrainingListener.all(progress, logs.listener()))
                        .run(out)) {
            progress.close();
            RunResult result = run.result();
            result.splits().values().forEach(split -> EvaluationTable.print(split, output.out()));
            output.out()
                    .printf(
                            java.util.Locale.ROOT,
                            "%d epochs, %,d steps, %,.0f rows/s, %.1f s; best at step %,d; written to %s%n",
                            result.epochs(),
                            result.steps(),
                            result.rowsPerSecond(),
                            result.seconds(),
                            result.bestStep(),
                            run.directory());
            output.result(new Trained(run.model(), result));
        }
    }
}
