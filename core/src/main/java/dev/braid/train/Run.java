package dev.braid.train;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.braid.catalogue.ModelEntry;
import dev.braid.catalogue.Models;
import dev.braid.data.Batch;
import dev.braid.data.PreparedDataset;
import dev.braid.data.Split;
import dev.braid.data.raw.RawRows;
import dev.braid.data.raw.ScoreWriter;
import dev.braid.data.raw.Transformation;
import dev.braid.fault.BadFormat;
import dev.braid.fault.BadInput;
import dev.braid.fault.BraidBug;
import dev.braid.fault.FileFault;
import dev.braid.metric.RankedScores;
import dev.braid.metric.ScoredRows;
import dev.braid.metric.SplitEvaluation;
import dev.braid.model.ModelOptions;
import dev.braid.options.OptionReader;
import dev.braid.schema.Schema;
import dev.braid.tensor.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** A finished training with its best weights in memory, ready to evaluate and predict. Not thread-safe. */
public final class Run implements AutoCloseable {
    private static final int PREDICT_BATCH = 8192;

    private final RunDirectory directory;
    private final RunRecord record;
    private final RunOptions options;
    private final Network network;

    Run(RunDirectory directory, RunRecord record, RunOptions options, Network network) {
        this.directory = directory;
        this.record = record;
        this.options = options;
        this.network = network;
    }

    /**
     * Opens a run directory.
     *
     * @throws BadFormat when it is no run, is damaged, or is of another version
     * @throws BadInput when the run has not ended
     */
    public static Run open(Path directory) {
        RunDirectory place = new RunDirectory(directory);
        if (!place.occupied()) {
            throw new BadInput(directory + ": no such run; name a directory that 'braid train' wrote");
        }
        RunRecord record = RunRecord.read(place.record());
        if (record.result() == null) {
            throw new BadInput(directory + ": this run has not ended; resume it first (braid train --resume)");
        }
        Transformation transformation = Transformation.open(place.transformation());
        if (!transformation.contentHash().equals(record.run().dataset())) {
            throw new BadFormat(place.transformation(), "belongs to another dataset than this run");
        }
        return open(place, record, transformation.schema());
    }

    static Run open(RunDirectory place, RunRecord record, Schema schema) {
        RunOptions options = options(place, record, Models.named(record.run().model()));
        Engine.threads(options.train().resolvedThreads());
        Network network = Networks.create(options, schema);
        try {
            RunResult result = record.result();
            Networks.load(network, place.weights(), record.run(), result == null ? "" : result.weightsCrc32c());
            return new Run(place, record, options, network);
        } catch (RuntimeException | Error e) {
            network.close();
            throw e;
        }
    }

    private static <O extends Record & ModelOptions> RunOptions options(
            RunDirectory place, RunRecord record, ModelEntry<O> model) {
        RunOptions options = RunOptions.read(OptionReader.of(place.config(), List.of()), model);
        if (!options.tree().toString().equals(record.run().options().toString())) {
            throw new BadFormat(
                    place.config(),
                    "says other options than run.json; restore it, it describes the weights of this run");
        }
        return options;
    }

    /** Where the run lies. */
    public Path directory() {
        return directory.path();
    }

    /** The model's name. */
    public String model() {
        return record.run().model();
    }

    /** All options it was trained with. */
    public RunOptions options() {
        return options;
    }

    /** What came out of its training. */
    public RunResult result() {
        RunResult result = record.result();
        if (result == null) {
            throw new BraidBug("a run was opened that has no result");
        }
        return result;
    }

    /** Where the dataset it was trained on was then. */
    public Path datasetPlace() {
        return Path.of(record.datasetPath());
    }

    /** The network with the best weights; lives as long as this run. */
    public Network network() {
        return network;
    }

    /**
     * Evaluates a split of a dataset, F1 at the thresholds chosen on the validation split in training.
     *
     * @throws BadInput when it is not the dataset of the training
     */
    public SplitEvaluation evaluate(PreparedDataset dataset, Split split) {
        return evaluate(TrainingData.of(dataset), split);
    }

    /** As {@link #evaluate(PreparedDataset, Split)}, of any data. */
    public SplitEvaluation evaluate(TrainingData data, Split split) {
        requireOwn(data, split);
        SplitEvaluation validation = result().splits().get(Split.VALIDATION.label());
        return new Evaluator(network, data, options.train()).at(split, validation.thresholds());
    }

    /**
     * The scores of a split with their labels, by the names of {@link SplitEvaluation#tasks()}: what metrics and calibration
     * curves are made from.
     *
     * @throws BadInput when it is not the dataset of the training
     */
    public Map<String, RankedScores> scores(PreparedDataset dataset, Split split) {
        TrainingData data = TrainingData.of(dataset);
        requireOwn(data, split);
        return new Evaluator(network, data, options.train()).ranked(split);
    }

    /**
     * As {@link #scores}, row by row in the order of the data, which is the same for every run: what two runs are compared
     * by.
     *
     * @throws BadInput when it is not the data of the training
     */
    public Map<String, ScoredRows> scoredRows(TrainingData data, Split split) {
        requireOwn(data, split);
        return new Evaluator(network, data, options.train()).gathered(split);
    }

    /**
     * The logits of a task on a split, in the order of the data.
     *
     * @param task its number in the schema
     * @throws BadInput when it is not the data of the training
     */
    public double[] logits(TrainingData data, Split split, int task) {
        requireOwn(data, split);
        return new Evaluator(network, data, options.train()).logits(split, task);
    }

    private void requireOwn(TrainingData data, Split split) {
        if (!data.contentHash().equals(record.run().dataset())) {
            throw new BadInput(data.place() + ": not the dataset that " + directory.path()
                    + " was trained on (its content hash differs); ids and scales would not fit");
        }
        if (data.rows(split) == 0) {
            throw new BadInput(data.place() + ": has no " + split.label() + " rows");
        }
    }

    /**
     * Scores raw rows: a probability per task, of a task with a parent the one given that the parent is positive, and for
     * such a task also the probability along its whole chain, as {@link ScoreColumns} names them.
     *
     * @param input CSV, TSV (also gzipped) or Parquet with the raw columns of the features; labels are not needed
     * @param output {@code .csv} or {@code .parquet}, written whole or not at all
     * @param passThrough raw columns to repeat beside the scores
     * @return number of rows
     * @throws BadInput for any mistake in the input
     */
    @CanIgnoreReturnValue
    public long predict(Path input, Path output, List<String> passThrough) {
        return predict(input, output, passThrough, rows -> {});
    }

    /**
     * As {@link #predict(Path, Path, List)}.
     *
     * @param progress is told the number of rows done
     */
    @CanIgnoreReturnValue
    public long predict(Path input, Path output, List<String> passThrough, LongConsumer progress) {
        requireApart(input, output);
        Transformation transformation = Transformation.open(directory.transformation());
        ScoreColumns columns = new ScoreColumns(network.schema());
        try (RawRows rows = RawRows.open(transformation, input, PREDICT_BATCH, false, passThrough);
                ScoreWriter writer = ScoreWriter.open(output, rows, columns.names())) {
            Engine.withPrecision(options.train().precision(), () -> score(rows, columns, writer, progress));
            return writer.finish();
        }
    }

    private void score(RawRows rows, ScoreColumns columns, ScoreWriter writer, LongConsumer progress) {
        long done = 0;
        for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
            writer.append(columns.values(network.predict(batch, network.lookup(batch))), batch.rows());
            done += batch.rows();
            progress.accept(done);
        }
    }

    private static void requireApart(Path input, Path output) {
        try {
            if (Files.exists(input) && Files.exists(output) && Files.isSameFile(input, output)) {
                throw new BadInput(output + ": holds the rows to score, which the scores would replace; name another"
                        + " file for the scores");
            }
        } catch (IOException e) {
            throw new BadInput(output + ": cannot be read: " + FileFault.reason(e), e);
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
