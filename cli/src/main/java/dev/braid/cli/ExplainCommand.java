package dev.braid.cli;

import dev.braid.data.PreparedDataset;
import dev.braid.explain.Explainer;
import dev.braid.explain.Explanation;
import dev.braid.explain.ExplanationTables;
import dev.braid.fault.BadInput;
import dev.braid.report.ExplanationPage;
import dev.braid.report.Report;
import dev.braid.report.page.Chromium;
import dev.braid.report.page.Pictures;
import dev.braid.train.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code braid explain}. */
@Command(
        name = "explain",
        description =
                "Looks into a run's model: gates, experts, gradients, calibration, as numbers and as one HTML page.",
        footer = {
            "",
            "docs/explain.md says how to read each figure. 'braid train --explain-every N' notes what goes on inside",
            "while a model is trained; without it the figures along training are left out."
        })
final class ExplainCommand implements Runnable {
    private static final String PAGE = "explain.html";
    private static final String NUMBERS = "explain.json";

    @Mixin
    private Output output;

    @Option(names = "--run", required = true, paramLabel = "RUN", description = "the folder that train wrote")
    private Path run;

    @Option(
            names = "--data",
            paramLabel = "DATASET",
            description = "where its dataset is now; by default where it was in training")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "the folder to write " + PAGE + ", " + NUMBERS + " and CSV files to")
    private Path out;

    @Option(names = "--split", paramLabel = "SPLIT", description = "train, validation or test, which is the default")
    private String split = "test";

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "rows to look at, spread over the split; ${DEFAULT-VALUE} by default")
    private int rows = Explainer.DEFAULT_ROWS;

    @Option(
            names = "--png",
            paramLabel = "DIR",
            description = "also write every figure as a picture there; needs Chromium")
    private Optional<Path> png = Optional.empty();

    /** The JSON of this command. */
    record Written(String page, int figures, List<String> files, List<String> pictures) {}

    @Override
    public void run() {
        output.check();
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new BadInput("--out " + out + ": is a file; name a folder");
        }
        if (rows < 1) {
            throw new BadInput("--rows " + rows + ": must be at least 1");
        }
        Optional<Chromium> browser = png.map(folder -> ReportCommand.chromium());
        Explanation explanation;
        try (Run opened = Run.open(run)) {
            PreparedDataset dataset = PreparedDataset.open(data.orElseGet(opened::datasetPlace));
            explanation = Explainer.explain(opened, dataset, EvaluateCommand.named(split), rows);
        }
        Report page = ExplanationPage.of(explanation, List.of(again()));
        List<String> files = new ArrayList<>();
        write(files, PAGE, page.html());
        write(files, NUMBERS, Json.text(explanation));
        for (Map.Entry<String, String> table :
                ExplanationTables.csv(explanation).entrySet()) {
            write(files, table.getKey(), table.getValue());
        }
        List<String> pictures = new ArrayList<>();
        browser.ifPresent(found -> Pictures.write(found, out.resolve(PAGE), page.figures(), png.orElseThrow())
                .forEach(file -> pictures.add(file.toString())));
        output.out()
                .println("written to " + out + ": " + page.figures() + " figures in " + PAGE + ", numbers in " + NUMBERS
                        + " and " + (files.size() - 2) + " CSV files");
        png.ifPresent(folder -> output.out().println(pictures.size() + " pictures are in " + folder));
        output.result(new Written(out.resolve(PAGE).toString(), page.figures(), files, pictures));
    }

    private void write(List<String> files, String name, String text) {
        TextFile.write(out.resolve(name), text);
        files.add(out.resolve(name).toString());
    }

    private String again() {
        return "./braid explain --run " + Shell.quoted(run.toString())
                + data.map(place -> " --data " + Shell.quoted(place.toString())).orElse("")
                + (split.equals("test") ? "" : " --split " + split)
                + (rows == Explainer.DEFAULT_ROWS ? "" : " --rows " + rows)
                + " --out " + Shell.quoted(out.toString());
    }
}
