package dev.braid.explain;

import dev.braid.data.BatchStream;
import dev.braid.data.PreparedDataset;
import dev.braid.data.ReadOptions;
import dev.braid.data.Split;
import dev.braid.fault.BadInput;
import dev.braid.metric.Binning;
import dev.braid.metric.CalibrationCurve;
import dev.braid.metric.RankedScores;
import dev.braid.schema.Task;
import dev.braid.tensor.Engine;
import dev.braid.train.FinishedRun;
import dev.braid.train.Network;
import dev.braid.train.Run;
import dev.braid.train.TrainOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks into a run's model while it predicts rows of its dataset. */
public final class Explainer {
    /** Rows looked at unless somebody says otherwise. */
    public static final int DEFAULT_ROWS = 20_000;

    private static final int BATCH = 512;
    private static final int CALIBRATION_BINS = 12;

    private final Run run;
    private final PreparedDataset dataset;
    private final Split split;
    private final ChosenBatches chosen;

    private Explainer(Run run, PreparedDataset dataset, Split split, int rows) {
        this.run = run;
        this.dataset = dataset;
        this.split = split;
        this.chosen = ChosenBatches.of(rows, dataset.rows(split), BATCH);
    }

    /**
     * Explains a run.
     *
     * @param dataset the one of its training
     * @param split whose rows are looked at
     * @param rows how many, spread evenly over the split in batches of 512; at least 1. Calibration is that of the whole split
     * @throws BadInput when it is not the dataset of the training, or has no such rows
     */
    public static Explanation explain(Run run, PreparedDataset dataset, Split split, int rows) {
        if (rows < 1) {
            throw new BadInput("rows must be at least 1, got " + rows);
        }
        return new Explainer(run, dataset, split, rows).explain();
    }

    /**
     * What a model does inside alone, of a dataset that is known to be the run's. A split that fits into {@code
     * train.cacheGb} is loaded as a whole and stays with the dataset; of a larger one, only the parts with these rows are
     * read.
     *
     * @param rows as of {@link #explain(Run, PreparedDataset, Split, int)}
     */
    public static Inside inside(Run run, PreparedDataset dataset, Split split, int rows) {
        Explainer explainer = new Explainer(run, dataset, split, rows);
        ModelObserver observer = explainer.observer();
        explainer.observe(observer);
        return explainer.inside(observer);
    }

    private ModelObserver observer() {
        return new ModelObserver(chosen.rows());
    }

    private Inside inside(ModelObserver observer) {
        List<String> fields =
                FieldNames.of(dataset.schema(), run.options().embedding().numeric());
        return observer.inside(new Names(tasks()), fields);
    }

    private List<String> tasks() {
        return dataset.schema().tasks().stream().map(Task::name).toList();
    }

    private Explanation explain() {
        Map<String, RankedScores> scores = run.scores(dataset, split); // refuses what does not belong together
        List<String> tasks = tasks();
        Names names = new Names(tasks);
        ModelObserver observer = observer();
        ObservedRows seen = observe(observer);
        List<TaskSummary> perTask = new ArrayList<>();
        for (int t = 0; t < tasks.size(); t++) {
            CalibrationCurve curve =
                    CalibrationCurve.of(scores.get(tasks.get(t)), CALIBRATION_BINS, Binning.EQUAL_FREQUENCY);
            perTask.add(seen.summary(t, tasks.get(t), curve));
        }
        Inside inside = inside(observer);
        return new Explanation(
                run.model(),
                dataset.description().name(),
                split.label(),
                tasks,
                inside,
                inside.virtualGradient().isPresent() ? VirtualGradientMap.all() : List.of(),
                perTask,
                LabelCorrelations.of(dataset),
                FinishedRun.read(run.directory()).history().losses(),
                TrainingTrace.read(run.directory()).stream()
                        .map(step -> step.named(names))
                        .toList());
    }

    private ObservedRows observe(ModelObserver observer) {
        RowBuffer buffer = new RowBuffer(dataset.schema().parents());
        Network network = run.network();
        TrainOptions train = run.options().train();
        ReadOptions reading = ReadOptions.inOrder(BATCH).withCacheBytes(train.cacheBytes());
        try (BatchStream stream = dataset.read(split, reading)) {
            chosen.read(
                    stream,
                    (batch, firstRow) -> Engine.withPrecision(train.precision(), () -> {
                        double[][] probabilities = network.predict(batch, network.lookup(batch));
                        double[][] logits = network.observe(batch, network.lookup(batch), observer);
                        buffer.add(firstRow, batch.labels(), logits, probabilities);
                    }));
        }
        return buffer.rows(BaseConfidence.of(dataset, split, buffer.firstRows(), BATCH));
    }
}
