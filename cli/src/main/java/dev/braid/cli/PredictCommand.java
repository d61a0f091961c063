package dev.braid.cli;

import dev.braid.train.Run;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code braid predict}. */
@Command(
        name = "predict",
        description = "Scores raw rows with a run: a probability per task, and along each task's chain (ctcvr:TASK).")
final class PredictCommand implements Runnable {
    @Mixin
    private Output output;

    @Option(names = "--run", required = true, paramLabel = "RUN", description = "the folder that train wrote")
    private Path run;

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description = "raw rows: csv, tsv (also gzipped) or parquet; labels are not needed")
    private Path input;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "scores: .parquet or .csv")
    private Path out;

    @Option(
            names = "--keep",
            split = ",",
            paramLabel = "COLUMN",
            description = "raw columns to repeat beside the scores, separated by commas")
    private List<String> keep = List.of();

    /** The JSON of this command. */
    record Predicted(String run, String input, String out, long rows, double seconds) {}

    @Override
    public void run() {
        output.check();
        output.requireApart("--input", input);
        output.requireApart("--out", out);
        long start = System.nanoTime();
        try (Run opened = Run.open(run);
                Progress progress = Progress.rows(output.err(), "predicting")) {
            long rows = opened.predict(input, out, keep, done -> progress.step("", done, -1));
            progress.close();
            double seconds = (System.nanoTime() - start) / 1e9;
            output.out().println(Table.count(rows) + " rows scored; written to " + out);
            output.result(new Predicted(run.toString(), input.toString(), out.toString(), rows, seconds));
        }
    }
}
