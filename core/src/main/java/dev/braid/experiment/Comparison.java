package dev.braid.experiment;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.braid.data.PreparedDataset;
import dev.braid.data.Split;
import dev.braid.fault.BadInput;
import dev.braid.metric.Bootstrap;
import dev.braid.metric.SplitEvaluation;
import dev.braid.options.ConfigAssignments;
import dev.braid.train.Run;
import dev.braid.train.RunLogs;
import dev.braid.train.Training;
import dev.braid.train.TrainingData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Trains variants of models with the same data, seeds and budget. Every training is a run directory of its own below
 * {@code DIR/runs}; a comparison that was broken off goes on with what is missing, and one may grow by seeds and variants.
 * Weights are selected on the validation split alone. At the end every run scores the evaluated split once more, row by row,
 * for what the differences between variants are worth; what that tells is kept, and asked again only when a run is new. A
 * training that diverges is one without a result: the comparison goes on, its variant has no rank, and it is not trained again
 * with the same options.
 */
public final class Comparison {
    private static final int LEAST_RESAMPLES = 100;

    private final TrainingData data;
    private VariantSettings settings = new VariantSettings(List.of(), List.of());
    private Optional<Path> config = Optional.empty();
    private int seeds = 5;
    private @Nullable SweepResult sweep;
    private Bootstrap bootstrap = new Bootstrap(2000, 1);
    private boolean retry;
    private Function<Path, RunLogs> logs = run -> RunLogs.NONE;
    private ComparisonListener listener = ComparisonListener.NONE;

    private Comparison(TrainingData data) {
        this.data = data;
    }

    /** A comparison on a prepared dataset. */
    public static Comparison on(PreparedDataset dataset) {
        return on(TrainingData.of(dataset));
    }

    /** A comparison on any data. */
    public static Comparison on(TrainingData data) {
        return new Comparison(data);
    }

    /**
     * What is compared.
     *
     * @throws BadInput when two have one label, or there is none
     */
    @CanIgnoreReturnValue
    public Comparison variants(List<Variant> list) {
        long labels = list.stream().map(Variant::label).distinct().count();
        if (list.isEmpty() || labels < list.size()) {
            throw new BadInput(
                    list.isEmpty()
                            ? "nothing to compare; name at least one model"
                            : "two variants have one label; give them labels of their own (LABEL=MODEL)");
        }
        settings = new VariantSettings(list, settings.shared());
        return this;
    }

    /** Trains each variant with the seeds 1, 2, ... up to this number; 5 unless said otherwise. */
    @CanIgnoreReturnValue
    public Comparison seeds(int number) {
        if (number < 1) {
            throw new BadInput("seeds must be at least 1, got " + number);
        }
        seeds = number;
        return this;
    }

    /** Options of every variant from a YAML file. */
    @CanIgnoreReturnValue
    public Comparison config(Path yaml) {
        config = Optional.of(yaml);
        return this;
    }

    /**
     * Options as {@code --set} takes them: {@code KEY=VALUE} for every variant, {@code LABEL:KEY=VALUE} for one.
     *
     * @throws BadInput when no variant has that label; call {@link #variants} first
     */
    @CanIgnoreReturnValue
    public Comparison set(List<String> assignments) {
        settings = settings.with(assignments);
        return this;
    }

    /** Compares every variant with the settings that won a search; call {@link #variants} and {@link #set} first. */
    @CanIgnoreReturnValue
    public Comparison winners(SweepResult found) {
        List<Variant> winners = new ArrayList<>();
        for (Variant variant : settings.variants()) {
            Variant winner = variant;
            for (String setting : found.won(variant)) {
                winner = winner.with(setting);
            }
            winners.add(winner);
        }
        settings = new VariantSettings(winners, settings.shared());
        sweep = found;
        return this;
    }

    /** How often F1 and GAUC are drawn anew for their tests over rows; 2000 unless said otherwise. */
    @CanIgnoreReturnValue
    public Comparison bootstrap(int resamples) {
        bootstrap = new Bootstrap(enough(resamples), 1);
        return this;
    }

    /**
     * A number of resamples that can find a difference.
     *
     * @throws BadInput when it cannot
     */
    public static int enough(int resamples) {
        if (resamples < LEAST_RESAMPLES) {
            throw new BadInput("the bootstrap needs at least " + LEAST_RESAMPLES + " resamples, got " + resamples
                    + "; fewer cannot find anything below p = " + Ranking.LEVEL);
        }
        return resamples;
    }

    /** Whether trainings that diverged before are trained again from the start; not unless said otherwise. */
    @CanIgnoreReturnValue
    public Comparison retryFailed(boolean again) {
        retry = again;
        return this;
    }

    /**
     * What every training writes beside its run's own files, such as {@link dev.braid.train.TensorBoardLog}; a run that has ended
     * gets nothing more.
     *
     * @param below gives the logs of a training by its folder
     */
    @CanIgnoreReturnValue
    public Comparison logs(Function<Path, RunLogs> below) {
        logs = below;
        return this;
    }

    /** Who hears about progress. */
    @CanIgnoreReturnValue
    public Comparison listen(ComparisonListener to) {
        listener = to;
        return this;
    }

    /**
     * Trains what is missing below a directory.
     *
     * @throws BadInput for any mistake in the options of any variant, before the first training; when a run that is
     *     there was trained otherwise; and when every training diverged
     */
    public ComparisonResult run(Path directory) {
        List<Variant> variants = settings.variants();
        settings.check(config);
        ComparisonRuns trainings = new ComparisonRuns(directory, data.contentHash(), retry, logs);
        List<ComparedRun> runs = new ArrayList<>();
        Map<String, List<String>> weights = new LinkedHashMap<>();
        SplitEvaluation evaluated = null;
        int all = seeds * variants.size();
        for (int seed = 1; seed <= seeds; seed++) {
            for (Variant variant : variants) {
                int number = runs.size() + 1;
                int thisSeed = seed;
                ComparisonRuns.Outcome outcome = trainings.train(
                        training(variant), variant, seed, () -> listener.onRunStarted(variant, thisSeed, number, all));
                runs.add(outcome.run());
                listener.onRunEnded(outcome.run());
                evaluated = outcome.result().map(ComparedRun::compared).orElse(evaluated);
                weights.computeIfAbsent(variant.label(), label -> new ArrayList<>())
                        .add(outcome.weights());
            }
        }
        if (evaluated == null) {
            throw nothing(runs);
        }
        ComparisonResult result = new ComparisonResult(
                data.name(), evaluated.split(), evaluated.rows(), shared(), variants, runs, List.of(), sweep, "");
        listener.onTrained(result);
        KnownRowTests known =
                new KnownRowTests(data.contentHash(), evaluated.split(), bootstrap.resamples(), weights, List.of());
        Optional<List<RowTest>> before = known.found(directory);
        if (before.isPresent()) {
            return result.with(before.get());
        }
        List<RowTest> tests = rowTests(trainings, result);
        known.with(tests).keep(directory);
        return result.with(tests);
    }

    /** What all variants share, be it of the file or beside it. */
    private List<String> shared() {
        return Stream.concat(config.map(ConfigAssignments::of).orElse(List.of()).stream(), settings.shared().stream())
                .toList();
    }

    private static BadInput nothing(List<ComparedRun> runs) {
        return runs.isEmpty()
                ? new BadInput("nothing to compare; name at least one model")
                : new BadInput("no training came to a result; the first, "
                        + runs.get(0).variant() + " seed " + runs.get(0).seed() + ": "
                        + runs.get(0).failed());
    }

    private List<RowTest> rowTests(ComparisonRuns trainings, ComparisonResult result) {
        Split split = Split.valueOf(result.split().toUpperCase(Locale.ROOT));
        List<String> labels = result.variants().stream().map(Variant::label).toList();
        return new RowTests(result.rankings(), bootstrap).of(labels, label -> scored(trainings, label, split));
    }

    /** The scores of a variant's runs on a split, by task, put together over seeds. */
    private Map<String, ScoredVariant> scored(ComparisonRuns trainings, String label, Split split) {
        Map<String, ScoredVariant> tasks = new LinkedHashMap<>();
        listener.onScoring(label);
        for (int seed = 1; seed <= seeds; seed++) {
            try (Run run = Run.open(trainings.place(label, seed))) {
                Map<String, @Nullable Double> thresholds =
                        run.result().splits().get(Split.VALIDATION.label()).thresholds();
                run.scoredRows(data, split)
                        .forEach((task, rows) -> tasks.computeIfAbsent(task, t -> new ScoredVariant())
                                .add(rows, thresholds.get(task)));
            }
        }
        return tasks;
    }

    private Training training(Variant variant) {
        Training training = Training.on(data).model(variant.model());
        config.ifPresent(training::config);
        return training.set(settings.of(variant));
    }
}
