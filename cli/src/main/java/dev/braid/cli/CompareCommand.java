package dev.braid.cli;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.braid.data.PreparedDataset;
import dev.braid.experiment.Comparison;
import dev.braid.experiment.ComparisonResult;
import dev.braid.experiment.Ranking;
import dev.braid.experiment.Spread;
import dev.braid.experiment.Variant;
import dev.braid.experiment.VariantSummary;
import dev.braid.metric.Metric;
import dev.braid.options.ConfigAssignments;
import dev.braid.report.FailureNote;
import dev.braid.report.Report;
import dev.braid.report.StudyReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code braid compare}. */
@Command(
        name = "compare",
        description = "Trains several models with the same data, seeds and budget, and shows them side by side.",
        footer = {"", "A comparison that was broken off goes on when the same command is given again."})
final class CompareCommand implements Runnable {
    private static final int DEFAULT_BOOTSTRAP = 2000;

    @Mixin
    private Output output;

    @Option(names = "--data", required = true, paramLabel = "DATASET", description = "the folder that prepare wrote")
    private Path data;

    @Option(
            names = "--models",
            required = true,
            split = ",",
            paramLabel = "NAME",
            description = "the models, separated by commas; LABEL=NAME shows one under another name")
    private List<String> models;

    @Option(names = "--seeds", paramLabel = "N", description = "trainings of each model (${DEFAULT-VALUE})")
    private int seeds = 5;

    @Option(names = "--config", paramLabel = "FILE", description = "options of every training, in YAML")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "an option of every training, or LABEL:KEY=VALUE of one model; may be repeated")
    private List<String> sets = List.of();

    @ArgGroup(exclusive = false)
    private @Nullable SweepArguments sweep;

    @Option(
            names = "--bootstrap",
            paramLabel = "N",
            description = "resamples of the evaluated rows, or users, for the tests of F1 and GAUC (${DEFAULT-VALUE})")
    private int bootstrap = DEFAULT_BOOTSTRAP;

    @Mixin
    private RunLogArguments logging;

    @Option(
            names = "--retry-failed",
            description = "train what diverged before once more, from the start; else it is not trained again"
                    + " until its options change")
    private boolean retryFailed;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "the folder to write")
    private Path out;

    @Override
    public void run() {
        output.check();
        PreparedDataset dataset = PreparedDataset.open(data);
        List<Variant> variants = models.stream().map(Variant::parse).toList();
        Comparison comparison = Comparison.on(dataset)
                .variants(variants)
                .set(sets)
                .seeds(seeds)
                .bootstrap(bootstrap)
                .retryFailed(retryFailed);
        comparison.logs(logging.logs(true));
        config.ifPresent(comparison::config);
        try (ComparisonProgress told = new ComparisonProgress(output.err(), this::write)) {
            if (sweep != null) {
                comparison.winners(sweep.search(dataset, variants, sets, config)
                        .listen(told)
                        .run(out));
                sweep.keep(out);
            }
            ComparisonResult result = write(comparison.listen(told).run(out));
            TextFile.write(out.resolve("comparison.html"), report().html());
            print(result);
            output.result(result);
        }
    }

    /** Writes what is known so far: first by seeds alone, so that it is there whatever becomes of the tests over rows. */
    @CanIgnoreReturnValue
    private ComparisonResult write(ComparisonResult found) {
        ComparisonResult result = found.by(command());
        ComparisonFiles.write(out, result);
        return result;
    }

    private Report report() {
        List<Path> folders = List.of(out);
        Path page = out.resolve("comparison.html");
        return Report.of(
                StudyReader.read(folders),
                Optional.of(data),
                new ReportCommands(folders, page, Optional.empty()).lines());
    }

    /** The command that makes it again, complete but for where its folders lie: it needs no file of options. */
    private String command() {
        StringBuilder command = new StringBuilder("./braid compare --data ")
                .append(Shell.name(data))
                .append(" --models ")
                .append(String.join(",", models))
                .append(" --seeds ")
                .append(seeds);
        if (bootstrap != DEFAULT_BOOTSTRAP) {
            command.append(" --bootstrap ").append(bootstrap);
        }
        if (sweep != null) {
            command.append(sweep.command(out));
        }
        command.append(logging.command());
        Stream.concat(config.map(ConfigAssignments::of).orElse(List.of()).stream(), sets.stream())
                .forEach(set -> command.append(" --set ").append(Shell.quoted(set)));
        return command.append(" --out ").append(Shell.name(out)).toString();
    }

    private void print(ComparisonResult result) {
        output.out().println(result.split() + ", " + Table.count(result.rows()) + " rows; AUC, mean ± deviation");
        List<String> header = new ArrayList<>(List.of("model"));
        header.addAll(result.tasks());
        header.addAll(List.of("parameters", "rows/s", "seconds"));
        Table table = new Table(header.toArray(String[]::new));
        for (VariantSummary variant : result.summary()) {
            List<String> row = new ArrayList<>(List.of(variant.variant()));
            result.tasks().forEach(task -> row.add(spread(variant.of(task, Metric.AUC)) + mark(result, task, variant)));
            row.add(Table.count(variant.parameters()));
            row.add(rounded(variant.rowsPerSecond().mean()));
            row.add(rounded(variant.seconds().mean()));
            table.row(row.toArray(String[]::new));
        }
        table.print(output.out());
        Optional.of(FailureNote.of(result.failures()))
                .filter(note -> !note.isEmpty())
                .ifPresent(output.out()::println);
        output.out()
                .println(
                        "* is the best of a column; ≈ could be as good, ? is not settled (which tests say so stands in comparison.md)");
        output.out().println("written to " + out + "; open " + out.resolve("comparison.html") + " in a browser");
    }

    private static String mark(ComparisonResult result, String task, VariantSummary variant) {
        Optional<Ranking> ranking = result.ranking(task, Metric.AUC);
        if (ranking.filter(r -> r.isBest(variant.variant())).isPresent()) {
            return " *";
        }
        if (ranking.filter(r -> r.isOpen(variant.variant())).isPresent()) {
            return " ?";
        }
        return ranking.filter(r -> r.couldBeAsGood(variant.variant())).isPresent() ? " ≈" : "  ";
    }

    private static String spread(Spread spread) {
        Double deviation = spread.deviation();
        return Table.metric(spread.mean()) + (deviation == null ? "" : " ± " + Table.metric(deviation));
    }

    private static String rounded(@Nullable Double value) {
        return value == null ? "undefined" : Table.count(Math.round(value));
    }
}
