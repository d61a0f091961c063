package dev.braid.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.braid.bench.ResultsPage;
import dev.braid.bench.SpeedStudy;
import dev.braid.bench.TrainBench;
import dev.braid.bench.TrainBenchOptions;
import dev.braid.experiment.Ablation;
import dev.braid.experiment.ComparisonResult;
import dev.braid.fault.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
        description = "Measures a training step, and writes the page of results with comparisons made before.")
final class ResultsCommand implements Runnable {
    private static final TrainBenchOptions SMALL =
            TrainBenchOptions.referenceWith("embeddingRows=10000", "batchSize=64", "steps=5000", "warmUp=500");

    @Mixin
    private Output output;

    @Option(
            names = "--comparison",
            paramLabel = "FILE",
            description = "a comparison.json of 'braid compare', to be shown; may be repeated")
    private List<Path> comparisons = List.of();

    @Option(
            names = "--ablation",
            paramLabel = "FILE[,FILE]",
            description =
                    "comparisons of a model and its changed forms, the whole model first, on one dataset or several, to be"
                            + " shown as one table; may be repeated")
    private List<String> ablations = List.of();

    @Option(names = "--repeats", paramLabel = "N", description = "runs of each variant of the training step")
    private int repeats = 3;

    @Option(names = "--demo", paramLabel = "FILE", description = "what 'braid demo --json FILE' wrote, to be shown too")
    private Optional<Path> demo = Optional.empty();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "the page to write, Markdown")
    private Path out;

    /** The JSON of this command. */
    record Measured(List<ComparisonResult> comparisons, List<Ablation> ablations, SpeedStudy speed) {}

    @Override
    public void run() {
        output.check();
        output.requireApart("--out", out);
        requireUsable();
        Optional<JsonNode> shown = demo.map(ResultsCommand::readDemo);
        List<ComparisonResult> compared =
                comparisons.stream().map(ResultsCommand::read).toList();
        List<List<ComparisonResult>> parts = ablations.stream()
                .map(files -> Arrays.stream(files.split(",", -1))
                        .map(file -> read(Path.of(file)))
                        .toList())
                .toList();
        List<Ablation> worth = parts.stream().map(Ablation::of).toList();
        ResultsPage page = new ResultsPage(commands());
        for (int i = 0; i < compared.size(); i++) {
            page.comparison(name(comparisons.get(i)), compared.get(i));
        }
        parts.forEach(page::ablation);
        SpeedStudy speed = SpeedStudy.run(repeats, this::tell);
        page.speed(speed, repeats);
        memory(page);
        shown.ifPresent(told -> demo(page, told));
        TextFile.write(out, page.text());
        output.out().println("written to " + out);
        output.result(new Measured(compared, worth, speed));
    }

    /** Finds, before the work, what would be refused at its end. */
    private void requireUsable() {
        if (repeats < 1) {
            throw new BadInput("--repeats must be at least 1, got " + repeats);
        }
        if (Files.isDirectory(out)) {
            throw new BadInput("--out " + out + ": that is a folder; name a file in it");
        }
    }

    /** A comparison is called as its folder is. */
    private static String name(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        return String.valueOf(folder == null ? file : folder.getFileName());
    }

    private static ComparisonResult read(Path file) {
        return Json.read(file, ComparisonResult.class, "what 'braid compare' writes");
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

    private String[] commands() {
        List<String> lines = new ArrayList<>();
        StringBuilder command = new StringBuilder("./braid bench results --repeats ").append(repeats);
        comparisons.forEach(file -> command.append(" --comparison ").append(file));
        ablations.forEach(files -> command.append(" --ablation ").append(files));
        demo.ifPresent(file -> {
            lines.add("./braid demo --json " + file.getFileName());
            command.append(" --demo ").append(file.getFileName());
        });
        lines.add(command.append(" --out ").append(out).toString());
        return lines.toArray(String[]::new);
    }

    private void tell(String line) {
        output.err().println(line);
        output.err().flush();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "undefined" : String.format(Locale.ROOT, "%.4f", value);
    }
}
