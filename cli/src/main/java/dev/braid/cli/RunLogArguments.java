package dev.braid.cli;

import dev.braid.explain.TrainingTrace;
import dev.braid.fault.BadInput;
import dev.braid.train.RunLog;
import dev.braid.train.RunLogs;
import dev.braid.train.TensorBoardLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** What a training writes beside the files that every run has. */
final class RunLogArguments {
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

    /**
     * The logs of a training, by its folder.
     *
     * @param resume whether a training that is there is gone on with
     * @throws BadInput when what was asked for is not possible
     */
    Function<Path, RunLogs> logs(boolean resume) {
        explainEvery.filter(n -> n < 1).ifPresent(n -> {
            throw new BadInput("--explain-every " + n + ": must be at least 1");
        });
        return run -> {
            List<RunLog> logs = new ArrayList<>();
            if (tensorboard) {
                logs.add(TensorBoardLog.below(run));
            }
            explainEvery
                    .map(n -> TrainingTrace.below(run, n))
                    .or(() -> resume ? TrainingTrace.begun(run) : Optional.empty())
                    .ifPresent(logs::add);
            return new RunLogs(logs);
        };
    }

    /** How it is written in a command. */
    String command() {
        return (tensorboard ? " --tensorboard" : "")
                + explainEvery.map(n -> " --explain-every " + n).orElse("");
    }
}
