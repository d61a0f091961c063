package dev.braid.train;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.braid.catalogue.ModelEntry;
import dev.braid.catalogue.Models;
import dev.braid.data.PreparedDataset;
import dev.braid.data.Split;
import dev.braid.fault.BadInput;
import dev.braid.model.ModelOptions;
import dev.braid.options.OptionReader;
import dev.braid.options.OptionTree;
import dev.braid.tensor.Engine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        if (found.isPresent() && found.get().result() != null) {
            return Run.open(place, found.get(), data.schema());
        }
        MemoryEstimate.of(options, data.schema()).requireFits();
        Engine.threads(threads);
        return train(place, options, identity, fresh);
    }

    private Run train(RunDirectory place, RunOptions options, RunIdentity identity, boolean fresh) {
        Trainer trainer = new Trainer(place, options, identity, data, listener);
        boolean created = false;
        try {
            RunRecord record = new RunRecord(
                    RunRecord.currentVersion(),
                    System.getProperty("java.version"),
                    Engine.describe(),
                    identity,
                    options.train().seed(),
                    data.name(),
                    data.place().toAbsolutePath().normalize().toString(),
                    null);
            if (fresh) {
                create(place, record);
                created = true;
            }
            RunRecord finished;
            try (RunLock lock = RunLock.of(place.path())) {
                finished = finish(place, trainer, record);
            }
            trainer.closeOptimizer();
            return new Run(place, finished, options, trainer.network());
        } catch (RuntimeException | Error e) {
            trainer.close();
            if (created && !place.worthKeeping()) {
                DurableFile.delete(place.path());
            }
            throw e;
        }
    }

    private RunRecord finish(RunDirectory place, Trainer trainer, RunRecord record) {
        DurableFile.sweep(place.path());
        place.checkpoints().sweep();
        long metricsBytes = place.checkpoints().latest().map(trainer::restore).orElse(0L);
        RunResult result;
        try (MetricsLog log = MetricsLog.open(place.metrics(), metricsBytes)) {
            result = trainer.run(log);
            log.force();
        }
        RunRecord finished = record.finished(result);
        finished.write(place.record());
        listener.onFinished(new TrainingListener.Finished(place.path(), result));
        return finished;
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
