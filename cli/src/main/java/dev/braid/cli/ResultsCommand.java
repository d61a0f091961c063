package dev.braid.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.braid.bench.QualityStudy;
import dev.braid.bench.ResultsPage;
import dev.braid.bench.SpeedStudy;
import dev.braid.bench.TrainBench;
import dev.braid.bench.TrainBenchOptions;
import dev.braid.bench.Workspace;
import dev.braid.catalogue.ModelEntry;
import dev.braid.catalogue.Models;
import dev.braid.data.PreparedDataset;
import dev.braid.data.prepare.Prepare;
import dev.braid.data.prepare.PrepareListener;
import dev.braid.data.prepare.PrepareOptions;
import dev.braid.data.spec.DatasetSpec;
import dev.braid.fault.BadInput;
import dev.braid.model.ModelOptions;
import dev.braid.options.OptionReader;
import dev.braid.train.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code braid bench results}: measures what the documentation claims, and writes the page. */
@Command(
        name = "results",
        description = "Trains the paper models on census, measures a training step, and writes the page of results.")
final class ResultsCommand implements Runnable {
    private static final TrainBenchOptions SMALL =
            TrainBenchOptions.referenceWith("embeddingRows=10000", "batchSize=64", "steps=5000", "warmUp=500");

    @Mixin
    private Output output;

    @Option(names = "--spec", paramLabel = "FILE", description = "the spec of the census data")
    private Path spec = Path.of("examples/census.yaml");

    @Option(names = "--census", required = true, paramLabel = "DIR", description = "the folder of the census files")
    private Path census;

    @Option(names = "--models", split = ",", paramLabel = "NAME", description = "the models, separated by commas")
    private List<String> models = List.of("mmoe", "dephn", "igie");

    @Option(names = "--seeds", paramLabel = "N", description = "trainings of each model")
    private int seeds = 3;

    @Option(names = "--repeats", paramLabel = "N", description = "runs of each variant of the training step")
    private int repeats = 3;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "an option of every training; may be repeated")
    private List<String> sets = List.of();

    @Option(names = "--demo", paramLabel = "FILE", description = "what 'braid demo --json FILE' wrote, to be shown too")
    private Optional<Path> demo = Optional.empty();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "the page to write, Markdown")
    private Path out;

    /** The JSON of this command. */
    record Measured(List<QualityStudy.Trained> trained, SpeedStudy speed) {}

    @Override
    public void run() {
        output.check();
        output.requireApart("--out", out);
        Optional<JsonNode> shown = demo.map(ResultsCommand::readDemo);
        requireUsable();
        try (Workspace work = Workspace.open()) {
            PreparedDataset dataset = Prepare.run(
                    DatasetSpec.read(spec), census, work.at("census"), PrepareOptions.DEFAULTS, PrepareListener.NONE);
            ResultsPage page = new ResultsPage(command());
            List<QualityStudy.Trained> trained = new QualityStudy(dataset, sets, work).run(models, seeds, this::tell);
            page.quality(
                    "Census: income above 50k, never married",
                    trained,
                    sets,
                    "Mean ± standard deviation over the seeds, on the official test file (99,762 rows);"
                            + " the weights kept are the best on a tenth of the training file. On the same columns,"
                            + " histogram gradient boosting reaches 0.9310 and 0.9916, a one-hot logistic regression 0.928 and"
                            + " 0.990 (notes of the data).");
            precision(page, dataset, work, trained);
            SpeedStudy speed = SpeedStudy.run(repeats, this::tell);
            page.speed(speed, repeats);
            memory(page);
            shown.ifPresent(told -> demo(page, told));
            write(page.text());
            output.result(new Measured(trained, speed));
        }
    }

    /** Finds, before an hour of work, what would be refused at its end. */
    private void requireUsable() {
        if (seeds < 1 || repeats < 1) {
            throw new BadInput("--seeds and --repeats must be at least 1, got " + seeds + " and " + repeats);
        }
        models.forEach(model -> requireOptions(Models.named(model)));
        if (Files.isDirectory(out)) {
            throw new BadInput("--out " + out + ": that is a folder; name a file in it");
        }
    }

    private <O extends Record & ModelOptions> void requireOptions(ModelEntry<O> entry) {
        RunOptions.read(OptionReader.of(sets), entry);
    }

    private static JsonNode readDemo(Path file) {
        try {
            JsonNode told = new ObjectMapper().readTree(file.toFile());
            if (told.path("best").isObject()
                    && told.path("models").isObject()
                    && told.path("seconds").isObject()) {
                return told;
            }
        } catch (IOException e) {
            throw new BadInput("--demo " + file + ": cannot be read; it is what 'braid demo --json FILE' writes", e);
        }
        throw new BadInput("--demo " + file + ": is not what 'braid demo --json FILE' writes");
    }

    private void precision(ResultsPage page, PreparedDataset dataset, Workspace work, List<QualityStudy.Trained> fp32) {
        List<String> settings = new ArrayList<>(sets);
        settings.add("train.precision=bf16");
        String model = models.get(0);
        QualityStudy.Trained half = new QualityStudy(dataset, settings, work)
                .run(List.of(model), 1, this::tell)
                .get(0);
        QualityStudy.Trained single = fp32.get(0);
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"task", "fp32 AUC", "bf16 AUC", "difference"});
        single.test().tasks().forEach((task, evaluation) -> {
            double a = evaluation.auc() == null ? Double.NaN : evaluation.auc();
            Double b = half.task(task).auc();
            double other = b == null ? Double.NaN : b;
            rows.add(new String[] {task, number(a), number(other), String.format(Locale.ROOT, "%+.4f", other - a)});
        });
        page.section(
                "Precision", "The same training of " + model + " with seed 1, products in fp32 and in bf16.", rows);
    }

    private void memory(ResultsPage page) {
        OptionalDouble growth = TrainBench.memoryGrowth(SMALL);
        page.section(
                "Memory",
                "Resident memory grew by "
                        + (growth.isEmpty()
                                ? "an unknown amount"
                                : String.format(Locale.ROOT, "%.1f MB", growth.getAsDouble()))
                        + String.format(
                                Locale.ROOT,
                                " over %,d steps, after %,d steps of warm-up.",
                                SMALL.steps(),
                                SMALL.warmUp()),
                List.of());
    }

    private static void demo(ResultsPage page, JsonNode told) {
        List<String> tasks = new ArrayList<>();
        told.get("best").fieldNames().forEachRemaining(tasks::add);
        List<String[]> rows = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("test split"));
        tasks.forEach(task -> header.add(task + " AUC"));
        header.add("seconds");
        rows.add(header.toArray(String[]::new));
        told.get("models").properties().forEach(model -> {
            JsonNode seconds = told.get("seconds").get(model.getKey());
            rows.add(demoRow(
                    model.getKey(), model.getValue().get("tasks"), tasks, String.format("%.0f", seconds.asDouble())));
        });
        rows.add(demoRow("best possible", told.get("best"), tasks, ""));
        page.section("Demo", "`./braid demo`, whose true probabilities are known.", rows);
    }

    private static String[] demoRow(String name, JsonNode evaluations, List<String> tasks, String seconds) {
        List<String> row = new ArrayList<>(List.of(name));
        tasks.forEach(task -> row.add(number(evaluations.get(task).get("auc").asDouble(Double.NaN))));
        row.add(seconds);
        return row.toArray(String[]::new);
    }

    private String command() {
        StringBuilder command = new StringBuilder();
        demo.ifPresent(file -> command.append("./braid demo --json ")
                .append(file.getFileName())
                .append('\n'));
        command.append("./braid bench results --census DIR");
        command.append(models.equals(List.of("mmoe", "dephn", "igie")) ? "" : " --models " + String.join(",", models));
        command.append(" --seeds ").append(seeds).append(" --repeats ").append(repeats);
        sets.forEach(set -> command.append(" --set ").append(set));
        demo.ifPresent(file -> command.append(" --demo ").append(file.getFileName()));
        return command.append(" --out ").append(out).toString();
    }

    private void tell(String line) {
        output.err().println(line);
        output.err().flush();
    }

    private void write(String text) {
        Path target = out.toAbsolutePath();
        Path unfinished = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.createDirectories(target.getParent());
            Files.writeString(unfinished, text);
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new BadInput("--out " + out + ": cannot be written (" + e.getMessage() + ")", e);
        }
        output.out().println("written to " + out);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "undefined" : String.format(Locale.ROOT, "%.4f", value);
    }
}
