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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks into a run's model while it predicts rows of its dataset. */
public final class Explainer {
    /** Rows looked at unless somebody says otherwise. */
    public static final int DEFAULT_ROWS = 20_000;

    private static final int BATCH = 512;

    /** Groups of rows in a calibration curve. */
    public static final int CALIBRATION_BINS = 12;

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
        Map<String, RankedScores> scores = run.scores(dataset, split); // refuses what does not belong together
        return explain(run, dataset, split, rows, calibration(scores), LabelCorrelations.of(dataset));
    }

    /**
     * The same of a run whose scores of the whole split are known, which also tell that the dataset is the run's. A split that
     * fits into {@code train.cacheGb} is loaded as a whole and stays with the dataset; of a larger one, only the parts with
     * these rows are read.
     *
     * @param calibration of those scores
     * @param labels their {@link LabelCorrelations}
     */
    public static Explanation explain(
            Run run,
            PreparedDataset dataset,
            Split split,
            int rows,
            Map<String, CalibrationCurve> calibration,
            List<List<@Nullable Double>> labels) {
        return new Explainer(run, dataset, split, rows).explain(calibration, labels);
    }

    /** The calibration of scores, by task, in groups of equal size. */
    public static Map<String, CalibrationCurve> calibration(Map<String, RankedScores> scores) {
        Map<String, CalibrationCurve> curves = new LinkedHashMap<>();
        scores.forEach(
                (task, of) -> curves.put(task, CalibrationCurve.of(of, CALIBRATION_BINS, Binning.EQUAL_FREQUENCY)));
        return curves;
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

    private Explanation explain(
            Map<String, CalibrationCurve> calibration, List<List<@Nullable Double>> labelCorrelation) {
        List<String> tasks = tasks();
        Names names = new Names(tasks);
        ModelObserver observer = observer();
        ObservedRows seen = observe(observer);
        List<TaskSummary> perTask = new ArrayList<>();
        for (int t = 0; t < tasks.size(); t++) {
            CalibrationCurve curve = calibration.get(tasks.get(t));
            perTask.add(seen.summary(t, tasks.get(t), curve));
        }
        Map<String, CalibrationCurve> chains = new LinkedHashMap<>(calibration);
        chains.keySet().removeAll(tasks);
        Inside inside = inside(observer);
        return new Explanation(
                run.model(),
                dataset.description().name(),
                split.label(),
                tasks,
                inside,
                inside.virtualGradient().isPresent() ? VirtualGradientMap.all() : List.of(),
                perTask,
                chains,
                labelCorrelation,
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
