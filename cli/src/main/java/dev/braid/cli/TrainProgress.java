package dev.braid.cli;

import dev.braid.metric.TaskEvaluation;
import dev.braid.train.StepLoss;
import dev.braid.train.TrainingListener;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Shows a training while it runs: a bar with the loss per task, and a line per evaluation. */
final class TrainProgress implements TrainingListener, AutoCloseable {
    private final PrintWriter err;
    private final Progress progress;
    private long rows;
    private long total;
    private boolean settings;

    TrainProgress(PrintWriter err, String name) {
        this.err = err;
        this.progress = Progress.rows(err, name);
    }

    /** Shows all settings at the start, too. */
    TrainProgress withSettings() {
        settings = true;
        return this;
    }

    @Override
    public void onStarted(Started e) {
        if (settings) {
            err.print(e.options().table());
            err.println("(* = not the default)");
        }
        err.printf(
                Locale.ROOT,
                "%s: %,d parameters, %,d training rows, %,d steps an epoch%s%n",
                e.options().model().entry().name(),
                e.parameters(),
                e.trainRows(),
                e.stepsPerEpoch(),
                e.doneSteps() > 0 ? String.format(Locale.ROOT, "; resumed after step %,d", e.doneSteps()) : "");
        if (e.memory().worthSaying()) {
            err.println(e.memory().line());
        }
        err.flush();
        total = Math.multiplyExact(e.trainRows(), (long) e.options().train().epochs());
        rows = e.stepsPerEpoch() == 0 ? 0 : e.trainRows() * e.doneSteps() / e.stepsPerEpoch();
    }

    @Override
    public void onStepEnded(StepEnded e) {
        rows += e.rows();
        progress.step(losses(e.loss().tasks()), rows, total);
    }

    @Override
    public void onEvaluated(Evaluated e) {
        String tasks = e.evaluation().tasks().entrySet().stream()
                .map(t -> t.getKey() + " " + auc(t.getValue()))
                .collect(Collectors.joining(", "));
        progress.line(String.format(
                Locale.ROOT,
                "epoch %d, step %,d: validation %s %s (AUC: %s)%s",
                e.epoch() + 1,
                e.step(),
                e.metric(),
                Table.metric(e.value()),
                tasks,
                e.best() ? ", best so far" : ""));
    }

    @Override
    public void close() {
        progress.close();
    }

    private static String auc(TaskEvaluation task) {
        return Table.metric(task.auc());
    }

    private static String losses(List<StepLoss.TaskLoss> tasks) {
        return tasks.stream()
                .filter(t -> t.rows() > 0)
                .map(t -> String.format(Locale.ROOT, "%s %.4f", t.task(), t.loss()))
                .collect(Collectors.joining(" "));
    }
}
