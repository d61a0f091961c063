package dev.braid.train;

import dev.braid.metric.Metric;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a training into TensorBoard event files below its run directory, while it runs: {@code loss/TASK}, the mean over
 * the steps since the entry before, every {@code train.logEverySteps} steps and at the end of an epoch; {@code
 * balance/TASK}, the factor that balancing put on the task; {@code rowsPerSecond}; and after each evaluation {@code
 * validation/TASK/METRIC}. What is undefined is left out. A resumed training begins a file of its own, which takes back what
 * the broken one wrote beyond its checkpoint.
 */
public final class TensorBoardLog implements RunLog {
    /** The folder within a run directory. */
    public static final String FOLDER = "tensorboard";

    private final Path folder;
    private @Nullable EventFile events;
    private @Nullable LossMeans losses;
    private @Nullable StepEnded last;
    private int everySteps;
    private boolean balanced;
    private long written;

    private TensorBoardLog(Path folder) {
        this.folder = folder;
    }

    /**
     * The log of a training.
     *
     * @param run the directory that it writes
     */
    public static TensorBoardLog below(Path run) {
        return new TensorBoardLog(run.resolve(FOLDER));
    }

    @Override
    public void onStarted(Started e) {
        EventFile file = EventFile.begin(folder);
        file.started(e.doneSteps() + 1);
        events = file;
        everySteps = e.options().train().logEverySteps();
        balanced = !e.options().balance().entry().equals(dev.braid.catalogue.Balancers.EQUAL);
    }

    @Override
    public void onStepEnded(StepEnded e) {
        LossMeans means = losses;
        if (means == null) {
            means = new LossMeans(
                    e.loss().tasks().stream().map(StepLoss.TaskLoss::task).toArray(String[]::new));
            losses = means;
        }
        means.add(e.loss());
        last = e;
        if (e.step() % everySteps == 0) {
            write(e, means);
        }
    }

    @Override
    public void onEpochEnded(EpochEnded e) {
        if (last != null && losses != null && written < e.step()) {
            write(last, losses);
        }
    }

    @Override
    public void onEvaluated(Evaluated e) {
        Map<String, Double> values = new LinkedHashMap<>();
        e.evaluation().tasks().forEach((task, measured) -> {
            for (Metric metric : Metric.values()) {
                double value = metric.of(measured);
                if (!Double.isNaN(value)) {
                    values.put("validation/" + task + "/" + metric.label(), value);
                }
            }
        });
        scalars(e.step(), values);
    }

    private void write(StepEnded step, LossMeans means) {
        Map<String, Double> values = new LinkedHashMap<>();
        means.drain().forEach((task, mean) -> {
            if (mean != null) {
                values.put("loss/" + task, mean);
            }
        });
        if (balanced) {
            step.loss().tasks().stream()
                    .filter(task -> !Double.isNaN(task.factor()))
                    .forEach(task -> values.put("balance/" + task.task(), task.factor()));
        }
        values.put("rowsPerSecond", step.rowsPerSecond());
        scalars(step.step(), values);
        written = step.step();
    }

    private void scalars(long step, Map<String, Double> values) {
        if (events != null) {
            events.scalars(step, values);
        }
    }

    @Override
    public void close() {
        if (events != null) {
            events.close();
            events = null;
        }
    }
}
