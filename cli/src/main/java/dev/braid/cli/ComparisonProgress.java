package dev.braid.cli;

import dev.braid.experiment.ComparedRun;
import dev.braid.experiment.ComparisonListener;
import dev.braid.experiment.ComparisonResult;
import dev.braid.experiment.Variant;
import dev.braid.train.TrainingListener;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Shows the training that runs, and a line for each that has ended. */
final class ComparisonProgress implements ComparisonListener, AutoCloseable {
    private final PrintWriter err;
    private final Consumer<ComparisonResult> trained;
    private @Nullable TrainProgress progress;

    /**
     * @param trained takes what is known when all trainings have ended
     */
    ComparisonProgress(PrintWriter err, Consumer<ComparisonResult> trained) {
        this.err = err;
        this.trained = trained;
    }

    @Override
    public void onTrained(ComparisonResult bySeeds) {
        trained.accept(bySeeds);
    }

    @Override
    public TrainingListener onRunStarted(Variant variant, long seed, int number, int of) {
        close();
        TrainProgress now = new TrainProgress(
                err, String.format(Locale.ROOT, "%d/%d %s seed %d", number, of, variant.label(), seed));
        progress = now;
        return now;
    }

    @Override
    public void onRunEnded(ComparedRun run) {
        close();
        if (!run.ended()) {
            err.println(run.variant() + " seed " + run.seed() + ": no result: " + run.failed());
            err.flush();
            return;
        }
        StringBuilder line = new StringBuilder(run.variant() + " seed " + run.seed() + ":");
        run.tasks()
                .forEach((task, e) ->
                        line.append(' ').append(task).append(" auc ").append(Table.metric(e.auc())));
        err.println(line.append(" (")
                .append(Math.round(Objects.requireNonNull(run.seconds())))
                .append(" s)"));
        err.flush();
    }

    @Override
    public void onScoring(String variant) {
        close();
        err.println(variant + ": scoring every row, to see which differences are more than chance");
        err.flush();
    }

    @Override
    public TrainingListener onTrial(Variant variant, int number, int of, int epochs) {
        close();
        TrainProgress now = new TrainProgress(
                err, String.format(Locale.ROOT, "%s trial %d/%d to epoch %d", variant.label(), number, of, epochs));
        progress = now;
        return now;
    }

    @Override
    public void onTrialEnded(Variant variant, int number, int epochs, double value) {
        close();
        err.println(String.format(
                Locale.ROOT, "%s trial %d: validation %.4f after epoch %d", variant.label(), number, value, epochs));
        err.flush();
    }

    @Override
    public void close() {
        if (progress != null) {
            progress.close();
            progress = null;
        }
    }
}
