package dev.braid.experiment;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.braid.data.PreparedDataset;
import dev.braid.fault.BadInput;
import dev.braid.metric.Direction;
import dev.braid.metric.Metric;
import dev.braid.options.Dimension;
import dev.braid.options.SearchSpace;
import dev.braid.train.RunOptions;
import dev.braid.train.Training;
import dev.braid.train.TrainingData;
import dev.braid.train.TrainingListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Searches options for every variant with the same budget, so that none wins by having been tuned more: the same number of
 * trials, and the same number of epochs over all trials. Only the validation split decides; the test split is not read.
 * Trials lie below {@code DIR/sweep}; a search that was broken off goes on where it was.
 */
public final class Sweep {
    /** What decides on the budget, on the winner, or on nothing at all, and so is no option to search. */
    private static final Set<String> FIXED = Set.of(
            "train.seed",
            "train.epochs",
            "train.patience",
            "train.earlyStopMetric",
            "train.evaluateEverySteps",
            "train.checkpointEverySteps",
            "train.logEverySteps",
            "train.threads",
            "train.prefetchBatches");

    /** Every trial is trained to the end of its rung, and measured at the end of every epoch. */
    private static final List<String> TRIAL =
            List.of("train.patience=0", "train.evaluateEverySteps=0", "train.checkpointEverySteps=0");

    private final TrainingData data;
    private final VariantSettings settings;
    private final SearchSpace space;
    private Optional<Path> config = Optional.empty();
    private int trials = 8;
    private SweepMethod method = SweepMethod.HALVING;
    private ComparisonListener listener = ComparisonListener.NONE;

    private Sweep(TrainingData data, VariantSettings settings, SearchSpace space) {
        this.data = data;
        this.settings = settings;
        this.space = space;
    }

    /**
     * A search on a prepared dataset.
     *
     * @param settings the variants with the settings that every trial starts from
     * @param space what is searched
     */
    public static Sweep on(PreparedDataset dataset, VariantSettings settings, SearchSpace space) {
        return on(TrainingData.of(dataset), settings, space);
    }

    /** A search on any data. */
    public static Sweep on(TrainingData data, VariantSettings settings, SearchSpace space) {
        return new Sweep(data, settings, space);
    }

    /** Options of every variant from a YAML file. */
    @CanIgnoreReturnValue
    public Sweep config(Path yaml) {
        config = Optional.of(yaml);
        return this;
    }

    /** How many settings are tried for each variant, those as given among them; 8 unless said otherwise. */
    @CanIgnoreReturnValue
    public Sweep trials(int number) {
        if (number < 2) {
            throw new BadInput(
                    "--trials must be at least 2, got " + number + "; the first one is the settings as given");
        }
        trials = number;
        return this;
    }

    /** How epochs are spent; by halving unless said otherwise. */
    @CanIgnoreReturnValue
    public Sweep method(SweepMethod how) {
        method = how;
        return this;
    }

    /** Who hears about progress. */
    @CanIgnoreReturnValue
    public Sweep listen(ComparisonListener to) {
        listener = to;
        return this;
    }

    /**
     * Searches below a directory, or goes on there.
     *
     * @throws BadInput for any mistake in options or space, before the first training; when another search lies there; and
     *     when the settings as given cannot be trained
     */
    public SweepResult run(Path directory) {
        settings.check(config);
        RunOptions common = options(settings.variants().get(0), List.of());
        int epochs = common.train().epochs();
        String metric = common.train().earlyStopMetric();
        for (Variant variant : settings.variants()) {
            requireSameBudget(variant, List.of(), epochs, metric);
            requireUsable(variant, epochs, metric);
        }
        Map<Variant, List<List<String>>> drawn = drawn();
        Path home = directory.resolve("sweep");
        SweepRecord.of(method, trials, epochs, drawn).claim(home);
        Direction direction = Metric.named(metric.split(":", 2)[0]).direction();
        List<ModelSearch> models = new ArrayList<>();
        for (Map.Entry<Variant, List<List<String>>> variant : drawn.entrySet()) {
            models.add(ModelSearch.run(
                    variant.getKey().label(),
                    variant.getValue(),
                    method.rungs(trials, epochs),
                    direction,
                    new Trials(home, variant.getKey(), variant.getValue())));
        }
        return new SweepResult(method, trials, SweepMethod.epochs(method, trials, epochs), metric, models);
    }

    /** The settings of every trial of every variant. */
    private Map<Variant, List<List<String>>> drawn() {
        TrialDraws draws = new TrialDraws(1);
        Map<Variant, List<List<String>>> drawn = new LinkedHashMap<>();
        for (Variant variant : settings.variants()) {
            String label = variant.label();
            drawn.put(variant, draws.settings(label, space.of(label), trials, values -> effective(variant, values)));
        }
        return drawn;
    }

    private void requireSameBudget(Variant variant, List<String> values, int epochs, String metric) {
        RunOptions options = options(variant, values);
        if (options.train().epochs() != epochs
                || !options.train().earlyStopMetric().equals(metric)) {
            throw new BadInput("variant " + variant.label() + ": a search needs the same train.epochs and"
                    + " train.earlyStopMetric for all models, so that none has a larger budget; set them for all");
        }
    }

    private void requireUsable(Variant variant, int epochs, String metric) {
        for (Dimension dimension : space.of(variant.label())) {
            if (FIXED.contains(dimension.option())) {
                throw new BadInput(dimension.place() + ": " + dimension.option()
                        + " is the same for all trials; set it with --set or --config");
            }
            for (String value : dimension.extremes()) {
                try {
                    requireSameBudget(variant, List.of(dimension.option() + "=" + value), epochs, metric);
                } catch (BadInput e) {
                    throw new BadInput(
                            dimension.place() + ": " + variant.label() + ": "
                                    + e.getMessage().replaceFirst("^--set[^:]*: ", ""),
                            e);
                }
            }
        }
    }

    private String effective(Variant variant, List<String> values) {
        try {
            return options(variant, values).tree().toString();
        } catch (BadInput e) {
            throw new BadInput(
                    "the search space of " + variant.label() + " holds settings that do not go together ("
                            + String.join(", ", values) + "): " + e.getMessage(),
                    e);
        }
    }

    private RunOptions options(Variant variant, List<String> values) {
        return training(variant, values).options();
    }

    private Training training(Variant variant, List<String> values) {
        Training training = Training.on(data).model(variant.model());
        config.ifPresent(training::config);
        return training.set(settings.of(variant)).set(values);
    }

    /** The trials of one variant, each in a run directory of its own. */
    private final class Trials implements ModelSearch.Runner {
        private final Path home;
        private final Variant variant;
        private final List<List<String>> drawn;

        Trials(Path home, Variant variant, List<List<String>> drawn) {
            this.home = home;
            this.variant = variant;
            this.drawn = drawn;
        }

        @Override
        public double train(int trial, int epochs) {
            TrainingListener heard = listener.onTrial(variant, trial, trials, epochs);
            double reached = training(variant, drawn.get(trial - 1))
                    .set(TRIAL)
                    .listen(heard)
                    .advance(place(trial), epochs);
            listener.onTrialEnded(variant, trial, epochs, reached);
            return reached;
        }

        @Override
        public void drop(int trial) {
            Training.discardWeights(place(trial));
        }

        private Path place(int trial) {
            return home.resolve(variant.label() + "-" + trial);
        }
    }
}
