package dev.braid.cli;

import dev.braid.catalogue.ModelEntry;
import dev.braid.catalogue.Models;
import dev.braid.data.PreparedDataset;
import dev.braid.data.Split;
import dev.braid.data.prepare.Prepare;
import dev.braid.data.prepare.PrepareListener;
import dev.braid.data.prepare.PrepareOptions;
import dev.braid.data.simulate.FunnelOptions;
import dev.braid.data.simulate.FunnelSimulator;
import dev.braid.data.simulate.FunnelTruth;
import dev.braid.data.spec.DatasetSpec;
import dev.braid.fault.BadInput;
import dev.braid.metric.SplitEvaluation;
import dev.braid.model.ModelOptions;
import dev.braid.options.OptionReader;
import dev.braid.report.Report;
import dev.braid.report.StudyReader;
import dev.braid.train.Run;
import dev.braid.train.RunOptions;
import dev.braid.train.RunResult;
import dev.braid.train.Training;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code braid demo}: the main job, on data that needs no download and whose truth is known. */
@Command(
        name = "demo",
        description =
                "Simulates a small funnel, trains MMoE, DE-PHN and IGIE, prints how near they come to the truth, and writes a report.")
final class DemoCommand implements Runnable {
    private static final long DEFAULT_ROWS = 160_000;
    private static final Path DEFAULT_OUT = Path.of("demo");
    private static final List<String> DEFAULT_MODELS = List.of("mmoe", "dephn", "igie");

    @Mixin
    private Output output;

    @Option(names = "--out", paramLabel = "DIR", description = "the folder to write; an earlier demo in it is replaced")
    private Path out = DEFAULT_OUT;

    @Option(names = "--rows", paramLabel = "N", description = "rows of all splits together")
    private long rows = DEFAULT_ROWS;

    @Option(names = "--models", split = ",", paramLabel = "NAME", description = "the models, separated by commas")
    private List<String> models = DEFAULT_MODELS;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "an option of every training; may be repeated")
    private List<String> sets = List.of();

    /** The JSON of this command. */
    record Demonstrated(
            Map<String, FunnelTruth.Best> best, Map<String, SplitEvaluation> models, Map<String, Double> seconds) {}

    @Override
    public void run() {
        output.check();
        FunnelOptions options =
                OptionReader.of(List.of("rows=" + rows)).read(FunnelOptions.DEFAULTS.withRows(DEFAULT_ROWS));
        models.forEach(this::requireUsable);
        DemoFolder folder = DemoFolder.fresh(out);
        FunnelTruth truth;
        try (Progress progress = Progress.rows(output.err(), "simulating")) {
            AtomicLong done = new AtomicLong();
            truth = FunnelSimulator.write(
                    options, folder.raw(), n -> progress.step("", done.addAndGet(n), options.rows()));
        }
        PreparedDataset dataset = Prepare.run(
                DatasetSpec.read(folder.raw().resolve("spec.yaml")),
                folder.raw(),
                folder.dataset(),
                PrepareOptions.DEFAULTS,
                PrepareListener.NONE);
        Map<String, SplitEvaluation> reached = new LinkedHashMap<>();
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (String model : models) {
            train(dataset, model, folder.run(model), reached, seconds);
        }
        Map<String, FunnelTruth.Best> best =
                truth.splits().get(Split.TEST.label()).best();
        print(best, reached, seconds);
        List<Path> runs = models.stream().map(folder::run).toList();
        Report report = Report.of(StudyReader.read(runs).knowing(best), Optional.empty(), List.of(command()));
        TextFile.write(folder.report(), report.html());
        output.out().println("The report, with learning and calibration curves, is " + folder.report() + ".");
        output.result(new Demonstrated(best, reached, seconds));
    }

    /** Finds what is wrong with a model or the options before anything is simulated. */
    private void requireUsable(String model) {
        if (models.indexOf(model) != models.lastIndexOf(model)) {
            throw new BadInput("--models: " + model + " is named twice; name each model once");
        }
        options(Models.named(model));
    }

    private <O extends Record & ModelOptions> RunOptions options(ModelEntry<O> entry) {
        return RunOptions.read(OptionReader.of(settings()), entry);
    }

    /** The command that makes all of it again, the report too. */
    private String command() {
        StringBuilder command = new StringBuilder("./braid demo");
        if (rows != DEFAULT_ROWS) {
            command.append(" --rows ").append(rows);
        }
        if (!models.equals(DEFAULT_MODELS)) {
            command.append(" --models ").append(String.join(",", models));
        }
        sets.forEach(set -> command.append(" --set ").append(Shell.quoted(set)));
        if (!out.equals(DEFAULT_OUT)) {
            command.append(" --out ").append(Shell.name(out));
        }
        return command.toString();
    }

    private List<String> settings() {
        List<String> settings = new ArrayList<>(List.of("train.epochs=3", "train.patience=1"));
        settings.addAll(sets);
        return settings;
    }

    private void train(
            PreparedDataset dataset,
            String model,
            Path place,
            Map<String, SplitEvaluation> reached,
            Map<String, Double> seconds) {
        Training training = Training.on(dataset).model(model).set(settings());
        try (TrainProgress progress = new TrainProgress(output.err(), model);
                Run run = training.listen(progress).run(place)) {
            progress.close();
            RunResult result = run.result();
            reached.put(model, result.splits().get(Split.TEST.label()));
            seconds.put(model, result.seconds());
        }
    }

    private void print(
            Map<String, FunnelTruth.Best> best, Map<String, SplitEvaluation> reached, Map<String, Double> seconds) {
        DemoTable table = new DemoTable(best);
        reached.forEach((model, evaluation) -> table.model(model, evaluation, seconds.get(model)));
        output.out().println();
        table.print(output.out());
        output.out().println();
        output.out()
                .println("Settings other than the defaults: "
                        + String.join(", ", options(Models.named(models.get(0))).changes()));
        output.out()
                .println("The last line is what the true probabilities reach on the same rows. Everything is in " + out
                        + "; try: braid evaluate --run " + out.resolve("runs").resolve(models.get(0))
                        + " --split validation");
    }
}
