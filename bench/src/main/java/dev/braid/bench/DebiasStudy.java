package dev.braid.bench;

import dev.braid.data.PreparedDataset;
import dev.braid.data.Split;
import dev.braid.data.prepare.Prepare;
import dev.braid.data.prepare.PrepareListener;
import dev.braid.data.prepare.PrepareOptions;
import dev.braid.data.simulate.FunnelOptions;
import dev.braid.data.simulate.FunnelSimulator;
import dev.braid.data.spec.DatasetSpec;
import dev.braid.experiment.Spread;
import dev.braid.experiment.Variant;
import dev.braid.metric.TaskEvaluation;
import dev.braid.train.Run;
import dev.braid.train.Training;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How well conversions that are seen after clicks only are predicted for all rows, in a simulated world whose true conversion
 * probabilities are known of every row. Every seed has a world of its own, in which all variants are trained with the same
 * options.
 */
public final class DebiasStudy {
    /** The variant without any correction: the conversion's loss is over clicked rows. */
    public static final String CLICKED_ONLY = "clicked-only";

    static final String TASK = "conversion";

    /**
     * The world of the study: who likes to click an item also likes to buy it (correlation 0.9 of the logits), and all that
     * both depend on is among the features. Users and items are so few that click probabilities can be learned well: where
     * they are not, weights by them correct no more than the model already knows.
     */
    public static final FunnelOptions WORLD = new FunnelOptions(20, 10, 30_000, 0.25, 0.3, 0.9, 1.5, 0.8, 0, 0, 1);

    /** Small networks, the same number of steps for all. */
    public static final List<String> SETTINGS = List.of(
            "train.epochs=5",
            "train.patience=0",
            "train.batchSize=512",
            "optimizer.learningRate=0.01",
            "embedding.width=4",
            "model.experts=2",
            "model.expert.hidden=32",
            "model.tower.hidden=16");

    private final FunnelOptions world;
    private final List<String> settings;
    private final Workspace workspace;

    /**
     * @param world what is simulated; its seed is replaced
     * @param settings options as {@code --set} takes them, over {@link #SETTINGS}
     * @param workspace where data and runs lie while they are needed
     */
    public DebiasStudy(FunnelOptions world, List<String> settings, Workspace workspace) {
        this.world = world;
        this.settings = Stream.concat(SETTINGS.stream(), settings.stream()).toList();
        this.workspace = workspace;
    }

    /**
     * One trained variant, measured on the test rows.
     *
     * @param variant its label
     * @param seed of world and training
     * @param pcoc predicted conversions per true one over all rows: Σ of the predictions over Σ of the true probabilities
     * @param auc over all rows, against conversions drawn from the true probability of each row, clicked or not
     * @param clickedAuc against the conversions of clicked rows alone: all that real data would show
     * @param error root mean squared difference from the true probability over all rows
     */
    public record Measured(String variant, int seed, double pcoc, double auc, double clickedAuc, double error) {}

    /** The options that all variants share. */
    public List<String> settings() {
        return settings;
    }

    /**
     * A variant over the seeds.
     *
     * @param variant its label
     * @param pcoc of {@link Measured}
     * @param auc of {@link Measured}
     * @param clickedAuc of {@link Measured}
     * @param error of {@link Measured}
     */
    public record Mean(String variant, Spread pcoc, Spread auc, Spread clickedAuc, Spread error) {}

    /** The variants' means, in the order in which they first occur. */
    public static List<Mean> means(List<Measured> runs) {
        Map<String, List<Measured>> byVariant = runs.stream()
                .collect(Collectors.groupingBy(Measured::variant, LinkedHashMap::new, Collectors.toList()));
        List<Mean> means = new ArrayList<>();
        byVariant.forEach((variant, mine) -> means.add(new Mean(
                variant,
                spread(mine, Measured::pcoc),
                spread(mine, Measured::auc),
                spread(mine, Measured::clickedAuc),
                spread(mine, Measured::error))));
        return means;
    }

    private static Spread spread(List<Measured> runs, ToDoubleFunction<Measured> value) {
        return Spread.of(runs.stream().mapToDouble(value).toArray());
    }

    /**
     * The variants: one backbone, and nothing but the objective differs. Click probabilities go far below the default bound
     * of propensities, where it would keep most weights from being what they should, so it is lower here. Doubly robust is
     * trained as Braid has it, and with the error live in the imputation's loss, as the papers write it.
     */
    public static List<Variant> variants() {
        String clip = "objective.propensity.clip=0.02";
        String live = "objective.imputation.liveDelta=true";
        return List.of(
                new Variant(CLICKED_ONLY, "mmoe", List.of()),
                new Variant("esmm", "esmm", List.of("model.backbone=mmoe")),
                new Variant("mtl-eib", "mtl-eib", List.of()),
                new Variant("mtl-ips", "mtl-ips", List.of(clip)),
                new Variant("mtl-dr", "mtl-dr", List.of(clip)),
                new Variant("mtl-dr-live", "mtl-dr", List.of(clip, live)),
                new Variant("escm2-ips", "escm2-ips", List.of(clip)),
                new Variant("escm2-dr", "escm2-dr", List.of(clip)),
                new Variant("escm2-dr-live", "escm2-dr", List.of(clip, live)));
    }

    /**
     * @param seeds 1, 2, ... up to this number
     * @param told hears one line per trained variant
     */
    public List<Measured> run(List<Variant> variants, int seeds, Consumer<Measured> told) {
        List<Measured> all = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            Path raw = workspace.at("world-" + seed);
            Path prepared = workspace.at("dataset-" + seed);
            FunnelSimulator.write(world.withSeed(seed), raw, rows -> {});
            PreparedDataset dataset = Prepare.run(
                    DatasetSpec.read(raw.resolve("spec.yaml")),
                    raw,
                    prepared,
                    PrepareOptions.DEFAULTS,
                    PrepareListener.NONE);
            TrueConversions truth = TrueConversions.read(raw.resolve("truth/test.csv"), seed);
            for (Variant variant : variants) {
                Measured measured = measure(variant, seed, dataset, raw.resolve("test.csv"), truth);
                all.add(measured);
                told.accept(measured);
            }
            workspace.remove(raw);
            workspace.remove(prepared);
        }
        return all;
    }

    private Measured measure(Variant variant, int seed, PreparedDataset dataset, Path rows, TrueConversions truth) {
        Path directory = workspace.at("run-" + seed);
        Path scores = workspace.at("scores-" + seed + ".csv");
        Training training = Training.on(dataset)
                .model(variant.model())
                .set(settings)
                .set(variant.settings())
                .seed(seed);
        try (Run run = training.run(directory)) {
            run.predict(rows, scores, List.of());
            TaskEvaluation clicked = Objects.requireNonNull(
                    run.evaluate(dataset, Split.TEST).tasks().get(TASK));
            return truth.measure(variant.label(), seed, scores, clicked.auc() == null ? Double.NaN : clicked.auc());
        } finally {
            workspace.remove(directory);
            workspace.remove(scores);
        }
    }
}
