package dev.braid.cli;

import dev.braid.data.prepare.PrepareListener;
import dev.braid.experiment.ComparedRun;
import dev.braid.experiment.Variant;
import dev.braid.experiment.reproduce.Origin;
import dev.braid.experiment.reproduce.PaperDataset;
import dev.braid.experiment.reproduce.ReproductionListener;
import dev.braid.train.TrainingListener;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Shows which dataset is prepared, and which model is trained on it. */
final class ReproductionProgress implements ReproductionListener, AutoCloseable {
    private final PrintWriter err;
    private final boolean simulated;
    private final ComparisonProgress training;
    private @Nullable Progress running;

    ReproductionProgress(PrintWriter err, boolean simulated) {
        this.err = err;
        this.simulated = simulated;
        this.training = new ComparisonProgress(err, bySeeds -> {});
    }

    @Override
    public LongConsumer onSimulating(String source, long rows) {
        close();
        Progress now = Progress.rows(err, "simulating files of " + source);
        running = now;
        AtomicLong done = new AtomicLong();
        return written -> now.step("", done.addAndGet(written), rows);
    }

    @Override
    public PrepareListener onPreparing(PaperDataset dataset) {
        close();
        Progress now = Progress.steps(err, "preparing " + dataset.name());
        running = now;
        return new PrepareListener() {
            @Override
            public void progressed(String stage, String what, int done, int total) {
                now.step(stage + " " + what, done, total);
            }
        };
    }

    @Override
    public void onPrepared(PaperDataset dataset, Origin.Made made) {
        close();
        // what is published of the real files says nothing about simulated ones
        Optional.of(made).filter(m -> !simulated).flatMap(Origin.Made::report).ifPresent(report -> {
            SourceTables.print(report, err);
            err.flush();
        });
    }

    @Override
    public void onCompared(PaperDataset dataset, int number, int of) {
        line("dataset " + number + "/" + of + ": " + dataset.title() + (simulated ? " (simulated)" : ""));
    }

    @Override
    public TrainingListener onRunStarted(Variant variant, long seed, int number, int of) {
        return training.onRunStarted(variant, seed, number, of);
    }

    @Override
    public void onRunEnded(ComparedRun run) {
        training.onRunEnded(run);
    }

    @Override
    public void onScoring(String variant) {
        training.onScoring(variant);
    }

    private void line(String text) {
        close();
        err.println(text);
        err.flush();
    }

    @Override
    public void close() {
        training.close();
        if (running != null) {
            running.close();
            running = null;
        }
    }
}
