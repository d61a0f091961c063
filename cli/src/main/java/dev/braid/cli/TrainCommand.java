package dev.braid.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.braid.data.PreparedDataset;
import dev.braid.explain.TrainingTrace;
import dev.braid.fault.BadInput;
import dev.braid.train.Run;
import dev.braid.train.RunResult;
import dev.braid.train.TensorBoardLog;
import dev.braid.train.Training;
import dev.braid.train.TrainingListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--tensorboard",
            description = "also write losses and metrics for TensorBoard, to RUN/" + TensorBoardLog.FOLDER)
    private boolean tensorboard;

    @Option(
            names = "--explain-every",
            paramLabel = "N",
            description =
                    "also note gates, virtual gradients and the tasks' gradients inside of every N-th step, in RUN/"
                            + TrainingTrace.FILE + ", for 'braid explain'; a resumed run goes on with its own")
    private Optional<Integer> explainEvery = Optional.empty();

    /** The JSON of this command. */
    record Trained(String model, @JsonUnwrapped RunResult result) {}

    @Override
    public void run() {
        output.check();
        Training training =
                Training.on(PreparedDataset.open(data)).model(model).set(sets).resume(resume);
        config.ifPresent(training::config);
        seed.ifPresent(training::seed);
        try (TrainingTrace inside = trace().orElse(null);
                TrainProgress progress = new TrainProgress(output.err(), model).withSettings();
                TensorBoardLog events = TensorBoardLog.below(out);
                Run run = training.listen(listener(progress, events, inside)).run(out)) {
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

    private Optional<TrainingTrace> trace() {
        explainEvery.filter(n -> n < 1).ifPresent(n -> {
            throw new BadInput("--explain-every " + n + ": must be at least 1");
        });
        return explainEvery
                .map(n -> TrainingTrace.below(out, n))
                .or(() -> resume ? TrainingTrace.begun(out) : Optional.empty());
    }

    private TrainingListener listener(TrainProgress progress, TensorBoardLog events, @Nullable TrainingTrace inside) {
        List<TrainingListener> all = new ArrayList<>(List.of(progress));
        if (tensorboard) {
            all.add(events);
        }
        if (inside != null) {
            all.add(inside);
        }
        return TrainingListener.all(all.toArray(TrainingListener[]::new));
    }
}
