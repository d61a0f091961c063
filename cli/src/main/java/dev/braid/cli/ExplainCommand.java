package dev.braid.cli;

import dev.braid.cli.ExplanationFolder.Drawing;
import dev.braid.data.PreparedDataset;
import dev.braid.explain.Explainer;
import dev.braid.explain.Explanation;
import dev.braid.fault.BadInput;
import dev.braid.report.ExplanationPage;
import dev.braid.report.Report;
import dev.braid.train.Run;
import java.nio.file.Path;
import java.util.List;
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
    /** Where an explanation lies in the folder of its run. */
    private static final String BESIDE = "explain";

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
            paramLabel = "DIR",
            description = "the folder to write " + ExplanationFolder.PAGE + ", " + ExplanationFolder.NUMBERS
                    + " and CSV files to, instead of those of a former explanation; RUN/" + BESIDE + " by default")
    private Optional<Path> out = Optional.empty();

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
        Path place = out.orElseGet(() -> run.resolve(BESIDE));
        ExplanationFolder folder = ExplanationFolder.at(place);
        if (rows < 1) {
            throw new BadInput("--rows " + rows + ": must be at least 1");
        }
        Optional<Drawing> drawing = png.map(to -> new Drawing(ReportCommand.chromium(), to));
        Explanation explanation;
        try (Run opened = Run.open(run)) {
            PreparedDataset dataset = PreparedDataset.open(data.orElseGet(opened::datasetPlace));
            explanation = Explainer.explain(opened, dataset, EvaluateCommand.named(split), rows);
        }
        Report page = ExplanationPage.of(explanation, List.of(again()));
        ExplanationFolder.Written written = folder.replace(run.toString(), explanation, page, drawing);
        output.out()
                .println("written to " + place + ": " + page.figures() + " figures in " + ExplanationFolder.PAGE
                        + ", numbers in " + ExplanationFolder.NUMBERS + " and "
                        + (written.files().size() - 2) + " CSV files");
        png.ifPresent(to -> output.out().println(written.pictures().size() + " pictures are in " + to));
        output.result(new Written(
                folder.page().toString(), page.figures(), named(written.files()), named(written.pictures())));
    }

    private static List<String> named(List<Path> files) {
        return files.stream().map(Path::toString).toList();
    }

    private String again() {
        return "./braid explain --run " + Shell.quoted(run.toString())
                + data.map(place -> " --data " + Shell.quoted(place.toString())).orElse("")
                + (split.equals("test") ? "" : " --split " + split)
                + (rows == Explainer.DEFAULT_ROWS ? "" : " --rows " + rows)
                + out.map(place -> " --out " + Shell.quoted(place.toString())).orElse("");
    }
}
