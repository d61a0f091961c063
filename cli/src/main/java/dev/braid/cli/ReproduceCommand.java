package dev.braid.cli;

import dev.braid.cli.ExplanationFolder.Drawing;
import dev.braid.experiment.reproduce.PaperDataset;
import dev.braid.experiment.reproduce.PaperResult;
import dev.braid.experiment.reproduce.PaperResults;
import dev.braid.experiment.reproduce.Preset;
import dev.braid.experiment.reproduce.Reproduced;
import dev.braid.experiment.reproduce.ReproducedDataset;
import dev.braid.experiment.reproduce.Reproduction;
import dev.braid.experiment.reproduce.Simulation;
import dev.braid.experiment.reproduce.SourceSettings;
import dev.braid.fault.BadInput;
import dev.braid.report.DifferenceTable;
import dev.braid.report.FailureNote;
import dev.braid.report.Report;
import dev.braid.report.ReproductionFindings;
import dev.braid.report.ReproductionPage;
import dev.braid.report.ReproductionReport;
import dev.braid.report.ReproductionTable;
import dev.braid.report.page.Pictures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code braid reproduce}. */
@Command(
        name = "reproduce",
        description =
                "Trains what a table or figure of a paper compares, and shows the paper's numbers beside Braid's.",
        footer = {
            "",
            "Without a name, lists what can be reproduced. --raw DIR holds a folder per public dataset, such as"
                    + " DIR/ali-ccp; where one dataset is enough, DIR may hold its files itself. A reproduction that was"
                    + " broken off goes on when the same command is given again."
        })
final class ReproduceCommand implements Runnable {
    private static final String PAGE = "reproduction.html";

    @Mixin
    private Output output;

    @Spec
    private CommandSpec command;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "such as dephn-table1")
    private Optional<String> name = Optional.empty();

    @Option(names = "--raw", paramLabel = "DIR", description = "the folder with the published files")
    private Optional<Path> raw = Optional.empty();

    @Option(names = "--simulated", description = "simulated files of the published form instead; all outputs say so")
    private boolean simulated;

    @Option(names = "--rows", paramLabel = "N", description = "--simulated: rows of each public dataset, all splits")
    private Optional<Long> rows = Optional.empty();

    @Option(names = "--data-seed", paramLabel = "N", description = "--simulated: another seed, another world")
    private Optional<Long> dataSeed = Optional.empty();

    @Option(
            names = "--simulate-set",
            paramLabel = "SOURCE:KEY=VALUE",
            description = "--simulated: an option of a simulation, such as ali-ccp:clickRate=0.1; may be repeated")
    private List<String> simulateSets = List.of();

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "hyper-parameters: paper, or quick; by default paper with --raw, quick with --simulated")
    private Optional<String> preset = Optional.empty();

    @Option(names = "--seeds", paramLabel = "N", description = "trainings of each model; by default the preset's")
    private Optional<Integer> seeds = Optional.empty();

    @Option(
            names = "--datasets",
            split = ",",
            paramLabel = "NAME",
            description = "only these datasets, separated by commas")
    private List<String> datasets = List.of();

    @Option(names = "--models", split = ",", paramLabel = "NAME", description = "only these lines, separated by commas")
    private List<String> models = List.of();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "an option of every training over the preset, or LABEL:KEY=VALUE of one line; may be repeated")
    private List<String> sets = List.of();

    @Option(
            names = "--source-set",
            paramLabel = "SOURCE:KEY=VALUE",
            description = "an option of a public dataset, such as aliexpress:country=es; may be repeated")
    private List<String> sourceSets = List.of();

    @Option(
            names = "--bad-lines",
            paramLabel = "N",
            description = "how many bad lines of a public dataset are set aside before it is refused; by default none")
    private long badLines;

    @Option(
            names = "--bootstrap",
            paramLabel = "N",
            description = "resamples of the test rows for the tests of F1 and GAUC; by default those of compare")
    private Optional<Integer> bootstrap = Optional.empty();

    @Mixin
    private RunLogArguments logging;

    @Option(
            names = "--retry-failed",
            description = "train what diverged before once more, from the start; else it is not trained again"
                    + " until its options change")
    private boolean retryFailed;

    @Option(names = "--out", paramLabel = "DIR", description = "the folder to write")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--png",
            paramLabel = "DIR",
            description = "also write every figure as a picture there; needs Chromium")
    private Optional<Path> png = Optional.empty();

    /** The JSON of the list. */
    record Listing(List<Line> results) {}

    /** A result of the list. */
    record Line(String name, String title, String paper, List<String> datasets, List<String> sources) {}

    @Override
    public void run() {
        output.check();
        if (name.isEmpty()) {
            list();
        } else {
            reproduce(PaperResults.named(name.get()));
        }
    }

    private void list() {
        Table table = new Table("name", "", "files of").left();
        PaperResults.ALL.forEach(r -> table.row(r.name(), r.title(), String.join(", ", r.sources())));
        table.print(output.out());
        output.out().println();
        for (Preset each : Preset.values()) {
            output.out().println("--preset " + each.label() + ": " + each.doc());
        }
        output.result(new Listing(PaperResults.ALL.stream()
                .map(r -> new Line(
                        r.name(),
                        r.title(),
                        r.paper(),
                        r.datasets().stream().map(PaperDataset::name).toList(),
                        r.sources()))
                .toList()));
    }

    private void reproduce(PaperResult result) {
        Path folder = out.orElseThrow(() -> wrong("missing required option: '--out=DIR'"));
        Reproduction reproduction = reproduction(result);
        Optional<Drawing> drawing = png.map(ReproduceCommand::drawing); // before hours of training
        preset.map(Preset::named)
                .or(() -> Optional.of(simulated ? Preset.QUICK : Preset.PAPER))
                .ifPresent(reproduction::preset);
        seeds.ifPresent(reproduction::seeds);
        bootstrap.ifPresent(reproduction::bootstrap);
        if (!datasets.isEmpty()) {
            reproduction.datasets(datasets);
        }
        if (!models.isEmpty()) {
            reproduction.variants(models);
        }
        try (ReproductionProgress progress = new ReproductionProgress(output.err(), simulated)) {
            Reproduced reproduced = reproduction
                    .set(sets)
                    .sourceSet(sourceSets)
                    .badLines(badLines)
                    .retryFailed(retryFailed)
                    .logs(logging.logs(true))
                    .listen(progress)
                    .run(folder)
                    .by(command(folder));
            progress.close();
            Report page = ReproductionReport.of(reproduced, folder);
            write(reproduced, page, folder);
            print(reproduced, folder);
            drawing.ifPresent(by -> draw(page, folder, by));
            output.result(reproduced);
        }
    }

    private Reproduction reproduction(PaperResult result) {
        if (simulated == raw.isPresent()) {
            throw wrong(
                    simulated
                            ? "--raw and --simulated exclude each other"
                            : "missing required option: '--raw=DIR' with the published files, or '--simulated'");
        }
        if (!simulated && (rows.isPresent() || dataSeed.isPresent() || !simulateSets.isEmpty())) {
            throw wrong("--rows, --data-seed and --simulate-set go with --simulated only");
        }
        if (simulated) {
            Simulation usual = Simulation.DEFAULTS;
            return Reproduction.simulated(
                    result,
                    new Simulation(
                            rows.orElse(usual.rows()),
                            dataSeed.orElse(usual.seed()),
                            SourceSettings.parse(simulateSets, result.sources()).bySource()));
        }
        return Reproduction.published(result, raw.orElseThrow());
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private static Drawing drawing(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new BadInput("--png " + folder + ": is a file; name a folder");
        }
        return new Drawing(ReportCommand.chromium(), folder);
    }

    private void draw(Report page, Path folder, Drawing by) {
        List<Path> pictures = Pictures.write(by.browser(), folder.resolve(PAGE), page.figures(), by.folder());
        output.out().println(pictures.size() + " pictures are in " + by.folder());
    }

    private static void write(Reproduced reproduced, Report page, Path folder) {
        for (ReproducedDataset dataset : reproduced.datasets()) {
            ComparisonFiles.write(
                    folder.resolve(dataset.name()), dataset.comparison().by(reproduced.command()));
        }
        TextFile.write(folder.resolve("reproduction.json"), Json.text(reproduced));
        TextFile.write(folder.resolve("reproduction.csv"), ReproductionPage.csv(reproduced));
        if (!reproduced.differences().isEmpty()) {
            TextFile.write(folder.resolve("differences.csv"), DifferenceTable.csv(reproduced));
        }
        TextFile.write(folder.resolve("reproduction.md"), ReproductionPage.markdown(reproduced));
        TextFile.write(folder.resolve(PAGE), page.html());
    }

    private void print(Reproduced reproduced, Path folder) {
        output.out().println(reproduced.title());
        output.out().println(reproduced.provenance());
        output.out()
                .println("Preset " + reproduced.preset() + ", " + reproduced.seeds()
                        + (reproduced.seeds() == 1 ? " seed each." : " seeds each."));
        for (ReproducedDataset dataset : reproduced.datasets()) {
            output.out().println();
            output.out().println(dataset.title() + (reproduced.simulated() ? " (simulated)" : ""));
            ReproductionTable cells = new ReproductionTable(reproduced, dataset);
            Table table = new Table(cells.header().toArray(String[]::new));
            cells.rows()
                    .forEach(row -> table.row(row.stream()
                            .map(cell -> cell.shown() + (cell.strong() ? " *" : ""))
                            .toArray(String[]::new)));
            table.print(output.out());
            Optional.of(FailureNote.of(dataset.comparison().failures()))
                    .filter(note -> !note.isEmpty())
                    .ifPresent(output.out()::println);
            new ReproductionFindings(reproduced).of(dataset).forEach(output.out()::println);
        }
        output.out().println();
        output.out()
                .println(
                        "* the best of Braid's column; ≈ could be as good, ? is not settled; what is not reproducible, and why, is in reproduction.md");
        output.out().println("written to " + folder + ": reproduction.html, .md, .csv, .json");
    }

    private String command(Path folder) {
        StringBuilder line = new StringBuilder("./braid reproduce ").append(name.orElse(""));
        if (simulated) {
            line.append(" --simulated");
            rows.ifPresent(n -> line.append(" --rows ").append(n));
            dataSeed.ifPresent(n -> line.append(" --data-seed ").append(n));
            simulateSets.forEach(set -> line.append(" --simulate-set ").append(Shell.quoted(set)));
        } else {
            raw.ifPresent(files -> line.append(" --raw ").append(Shell.name(files)));
        }
        preset.ifPresent(p -> line.append(" --preset ").append(p));
        seeds.ifPresent(n -> line.append(" --seeds ").append(n));
        if (!datasets.isEmpty()) {
            line.append(" --datasets ").append(String.join(",", datasets));
        }
        if (!models.isEmpty()) {
            line.append(" --models ").append(String.join(",", models));
        }
        sets.forEach(set -> line.append(" --set ").append(Shell.quoted(set)));
        sourceSets.forEach(set -> line.append(" --source-set ").append(Shell.quoted(set)));
        bootstrap.ifPresent(n -> line.append(" --bootstrap ").append(n));
        if (badLines > 0) {
            line.append(" --bad-lines ").append(badLines);
        }
        return line.append(logging.command())
                .append(" --out ")
                .append(Shell.name(folder))
                .toString();
    }
}
