package dev.braid.train;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.braid.catalogue.ModelEntry;
import dev.braid.catalogue.Models;
import dev.braid.data.PreparedDataset;
import dev.braid.data.Split;
import dev.braid.fault.BadInput;
import dev.braid.fault.BraidBug;
import dev.braid.model.ModelOptions;
import dev.braid.options.OptionReader;
import dev.braid.options.OptionTree;
import dev.braid.tensor.Engine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Trains a model on a dataset:
 *
 * <pre>{@code
 * try (Run run = Training.on(PreparedDataset.open(Path.of("census")))
 *         .model("mmoe").set("model.experts=8").seed(1).run(Path.of("runs/1"))) {
 *     run.predict(Path.of("rows.csv"), Path.of("scores.parquet"), List.of());
 * }
 * }</pre>
 */
public final class Training {
    private final TrainingData data;
    private final List<String> sets = new ArrayList<>();
    private Optional<Path> config = Optional.empty();
    private String model = "mmoe";
    private boolean resume;
    private TrainingListener listener = TrainingListener.NONE;

    private Training(TrainingData data) {
        this.data = data;
    }

    /** Training on a prepared dataset. */
    public static Training on(PreparedDataset dataset) {
        return on(TrainingData.of(dataset));
    }

    /** Training on any data. */
    public static Training on(TrainingData data) {
        return new Training(data);
    }

    /** Which model of the catalogue; {@code mmoe} unless said otherwise. */
    @CanIgnoreReturnValue
    public Training model(String name) {
        model = name;
        return this;
    }

    /** Options from a YAML file, over the defaults. */
    @CanIgnoreReturnValue
    public Training config(Path yaml) {
        config = Optional.of(yaml);
        return this;
    }

    /** One option, {@code train.batchSize=4096}; over those of the file, a later one over an earlier. */
    @CanIgnoreReturnValue
    public Training set(String assignment) {
        sets.add(assignment);
        return this;
    }

    /** Several options. */
    @CanIgnoreReturnValue
    public Training set(List<String> assignments) {
        sets.addAll(assignments);
        return this;
    }

    /** The seed; the same as {@code train.seed}. */
    @CanIgnoreReturnValue
    public Training seed(long seed) {
        return set("train.seed=" + seed);
    }

    /**
     * Whether a run that was broken off is taken up where its last checkpoint was; it ends with the very same bits. Where
     * there is no run yet, one is started; a finished one is only opened.
     */
    @CanIgnoreReturnValue
    public Training resume(boolean on) {
        resume = on;
        return this;
    }

    /** Who hears about progress. */
    @CanIgnoreReturnValue
    public Training listen(TrainingListener to) {
        listener = to;
        return this;
    }

    /**
     * All options as they would be used.
     *
     * @throws BadInput naming every problem with them
     */
    public RunOptions options() {
        return options(Models.named(model));
    }

    /**
     * Trains, and leaves a run directory behind.
     *
     * @param directory where; it must not exist, unless the run is resumed
     * @return the finished run, with its best weights
     * @throws BadInput for any mistake in options, data or place; nothing half-written stays
     */
    public Run run(Path directory) {
        Place place = place(directory);
        if (place.found().isPresent() && place.found().get().result() != null) {
            return Run.open(place.directory(), place.found().get(), data.schema());
        }
        Trainer trainer = trainer(place);
        try {
            RunRecord finished = inside(place, record -> finish(place.directory(), trainer, record));
            trainer.closeOptimizer();
            return new Run(place.directory(), finished, place.options(), trainer.network());
        } catch (RuntimeException | Error e) {
            trainer.close();
            throw e;
        }
    }

    /**
     * Trains up to the end of an epoch and no further. What it leaves goes on from there with the very same bits, by a later
     * call for more epochs or by {@link #run}. The test split is not looked at.
     *
     * @param directory where; taken up if the training was begun there
     * @param epochs of {@code train.epochs}, how many from the start
     * @return the best value of {@code train.earlyStopMetric} on the validation split in those epochs
     * @throws BadInput as {@link #run} does, or when no evaluation falls into those epochs
     */
    public double advance(Path directory, int epochs) {
        resume = true;
        Place place = place(directory);
        ReachedValues reached =
                new ReachedValues(place.directory(), place.options().train(), data.rows(Split.TRAIN));
        if (!reached.covers(epochs)) {
            try (Trainer trainer = trainer(place)) {
                long bytes = inside(place, record -> advance(place.directory(), trainer, epochs));
                if (bytes == 0) {
                    throw new BraidBug("a training advanced without writing its metrics");
                }
            }
        }
        return reached.best(epochs);
    }

    /**
     * Removes the weights and checkpoints of a training that shall not go on; options and metrics stay, and {@link #advance}
     * still knows what it reached.
     */
    public static void discardWeights(Path directory) {
        RunDirectory place = new RunDirectory(directory);
        DurableFile.delete(place.checkpoints().directory());
        DurableFile.delete(place.weights());
    }

    /**
     * Removes what a training left that has not ended, so that it can be trained from the start.
     *
     * @param directory where; nothing is done where nothing is
     * @throws BadInput when a run that has ended lies there
     */
    public static void discard(Path directory) {
        RunDirectory place = new RunDirectory(directory);
        if (!place.occupied()) {
            return;
        }
        if (RunRecord.read(place.record()).result() != null) {
            throw new BadInput(
                    directory + ": this run has ended, and is not thrown away; remove it, or name another place");
        }
        DurableFile.delete(directory);
    }

    /**
     * Where a training shall be, and what it would be.
     *
     * @param found what lies there already
     */
    private record Place(RunDirectory directory, RunOptions options, RunIdentity identity, Optional<RunRecord> found) {}

    private Place place(Path directory) {
        RunDirectory place = new RunDirectory(directory);
        RunOptions options = options();
        requireTrainable(options);
        boolean fresh = !place.occupied();
        if (!fresh && !resume) {
            throw new BadInput(
                    directory + ": exists already; name another directory, or resume the run in it (--resume)");
        }
        int threads = options.train().resolvedThreads();
        Optional<RunRecord> found = fresh ? Optional.empty() : Optional.of(RunRecord.read(place.record()));
        if (options.train().threads() == 0 && found.isPresent()) {
            threads = found.get().run().threads(); // go on as it was begun, whatever this machine has
        }
        RunIdentity identity =
                new RunIdentity(options.model().entry().name(), data.contentHash(), threads, options.tree());
        found.ifPresent(r -> identity.requireSame(directory, r.run()));
        return new Place(place, options, identity, found);
    }

    private Trainer trainer(Place place) {
        MemoryEstimate.of(place.options(), data.schema()).requireFits();
        Engine.threads(place.identity().threads());
        return new Trainer(place.directory(), place.options(), place.identity(), data, listener);
    }

    /** Works in a run directory, which is made if need be, and goes again if nothing worth keeping came of it. */
    private <T> T inside(Place place, Function<RunRecord, T> work) {
        RunDirectory directory = place.directory();
        boolean created = false;
        try {
            RunRecord record = new RunRecord(
                    RunRecord.currentVersion(),
                    System.getProperty("java.version"),
                    Engine.describe(),
                    place.identity(),
                    place.options().train().seed(),
                    data.name(),
                    data.place().toAbsolutePath().normalize().toString(),
                    null);
            if (place.found().isEmpty()) {
                create(directory, record);
                created = true;
            }
            try (RunLock lock = RunLock.of(directory.path())) {
                DurableFile.sweep(directory.path());
                directory.checkpoints().sweep();
                return work.apply(record);
            }
        } catch (RuntimeException | Error e) {
            if (created && !directory.worthKeeping()) {
                DurableFile.delete(directory.path());
            }
            throw e;
        }
    }

    private RunRecord finish(RunDirectory place, Trainer trainer, RunRecord record) {
        RunResult result;
        try (MetricsLog log = log(place, trainer)) {
            result = trainer.run(log);
            log.force();
        }
        RunRecord finished = record.finished(result);
        finished.write(place.record());
        listener.onFinished(new TrainingListener.Finished(place.path(), result));
        return finished;
    }

    private static long advance(RunDirectory place, Trainer trainer, int epochs) {
        try (MetricsLog log = log(place, trainer)) {
            trainer.advance(log, epochs);
            return log.force();
        }
    }

    /** The log, as it was at the latest checkpoint, from which the trainer goes on. */
    private static MetricsLog log(RunDirectory place, Trainer trainer) {
        return MetricsLog.open(
                place.metrics(),
                place.checkpoints().latest().map(trainer::restore).orElse(0L));
    }

    private void create(RunDirectory place, RunRecord record) {
        DurableFile.directory(place.path(), unfinished -> {
            RunDirectory inside = new RunDirectory(unfinished);
            String yaml = OptionTree.yaml(record.run().options());
            String header = "# braid train --model " + record.run().model() + " --config config.yaml\n";
            DurableFile.write(inside.config(), (header + yaml).getBytes(StandardCharsets.UTF_8));
            data.copyTransformation(inside.transformation());
            record.write(inside.record());
        });
    }

    private <O extends Record & ModelOptions> RunOptions options(ModelEntry<O> entry) {
        OptionReader reader = config.map(yaml -> OptionReader.of(yaml, sets)).orElseGet(() -> OptionReader.of(sets));
        return RunOptions.read(reader, entry);
    }

    private void requireTrainable(RunOptions options) {
        StopMetric metric = StopMetric.parse(options.train().earlyStopMetric());
        metric.requireIn(data.schema());
        for (Split split : List.of(Split.TRAIN, Split.VALIDATION)) {
            if (data.rows(split) == 0) {
                throw BadInput.of(
                        "dataset %s has no %s rows; training needs them%s",
                        data.name(), split.label(), split == Split.VALIDATION ? " to choose the best weights" : "");
            }
        }
        metric.requireDefined(data);
    }
}
