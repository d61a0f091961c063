package dev.braid.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.braid.bench.EpochBench;
import dev.braid.bench.TableBench;
import dev.braid.bench.TrainBench;
import dev.braid.bench.TrainBenchOptions;
import dev.braid.bench.TrainBenchResult;
import dev.braid.bench.Workspace;
import dev.braid.fault.BadInput;
import dev.braid.optim.OptimizerOptions;
import dev.braid.options.OptionReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code braid bench train}. */
@Command(
        name = "train",
        description = {
            "Trains MMoE on random ids in memory: rows per second and share of the matrix-product rate.",
            "With --data or --rows: an epoch on a prepared dataset. With --vocabulary: what large tables cost."
        })
final class BenchTrainCommand implements Runnable {
    @Mixin
    private Output output;

    @Mixin
    private ScaleRows rows;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "an option of the job, such as precision=bf16, or of a training with --data or --rows, such as"
                            + " train.cacheGb=0; may be repeated")
    private List<String> sets = List.of();

    @Option(
            names = "--vocabulary",
            paramLabel = "N",
            description = "embedding rows of the job; the checkpoint is written and read too")
    private Optional<Integer> vocabulary = Optional.empty();

    @Option(
            names = "--row-optimizer",
            paramLabel = "NAME",
            description = "with --vocabulary: lazy-adam, rowwise-adagrad, dense-adam or sgd")
    private Optional<String> rowOptimizer = Optional.empty();

    @Option(
            names = "--checkpoint",
            paramLabel = "DIR",
            description = "with --vocabulary: where checkpoints may lie for a while")
    private Optional<Path> checkpoint = Optional.empty();

    /** The JSON with {@code --vocabulary}: that of the step, and what the table costs. */
    record Measured(@JsonUnwrapped TrainBenchResult step, TableBench.Result table) {}

    @Override
    public void run() {
        output.check();
        if (rows.given() && vocabulary.isPresent()) {
            throw new BadInput("--vocabulary goes with random ids; leave --data and --rows out");
        }
        if (vocabulary.isEmpty() && (rowOptimizer.isPresent() || checkpoint.isPresent())) {
            throw new BadInput("--row-optimizer and --checkpoint go with --vocabulary only");
        }
        if (rows.given()) {
            epoch();
        } else if (vocabulary.isPresent()) {
            table(vocabulary.get());
        } else {
            step();
        }
    }

    private void step() {
        OptionReader reader = OptionReader.of(sets);
        TrainBenchOptions options = reader.read(TrainBenchOptions.DEFAULTS);
        output.out().print(reader.table());
        TrainBenchResult result = TrainBench.run(options);
        output.out().println();
        rows(result).print(output.out());
        output.result(result);
    }

    private void table(int embeddingRows) {
        List<String> all = new ArrayList<>(List.of("warmUp=16"));
        all.addAll(sets);
        all.add("embeddingRows=" + embeddingRows);
        TrainBenchOptions options = TrainBenchOptions.referenceWith(all.toArray(String[]::new));
        OptimizerOptions optimizer = OptionReader.of(
                        rowOptimizer.map(name -> List.of("rows=" + name)).orElse(List.of()))
                .read(OptimizerOptions.DEFAULTS);
        try (Workspace work = checkpoint.map(Workspace::in).orElseGet(Workspace::open)) {
            TableBench.Result result = TableBench.run(options, optimizer, work);
            rows(result.step())
                    .row("weights and optimiser's state, MB", number(result.tensorMb()))
                    .row("checkpoint written in, s", number(result.writeSeconds()))
                    .row("memory grew meanwhile by, MB", number(result.writeGrowthMb()))
                    .row("checkpoint read in, s", number(result.readSeconds()))
                    .row("memory grew meanwhile by, MB", number(result.readGrowthMb()))
                    .print(output.out());
            output.result(new Measured(result.step(), result));
        }
    }

    private void epoch() {
        try (Workspace work = Workspace.open()) {
            EpochBench.Result result = EpochBench.run(rows.open(), sets, work);
            new Table("measured", "value")
                    .row("rows per second", Table.count(Math.round(result.rowsPerSecond())))
                    .row("share of time waiting for rows", String.format(Locale.ROOT, "%.3f", result.waitingShare()))
                    .row("embedding rows", Table.count(result.embeddingRows()))
                    .row("machine's fp32 GEMM, GFLOP/s", number(result.gemmGflops()))
                    .row("fraction of that limit", String.format(Locale.ROOT, "%.3f", result.fractionOfGemmLimit()))
                    .row("peak memory, MB", result.peakMemoryMb() < 0 ? "unknown" : number(result.peakMemoryMb()))
                    .print(output.out());
            output.result(result);
        }
    }

    private static Table rows(TrainBenchResult result) {
        return new Table("measured", "value")
                .row("rows per second", Table.count(Math.round(result.rowsPerSecond())))
                .row("milliseconds per step", number(result.stepMilliseconds()))
                .row("machine's fp32 GEMM, GFLOP/s", number(result.gemmGflops()))
                .row("model, GFLOP per row", String.format(Locale.ROOT, "%.5f", result.modelGflopPerRow()))
                .row("fraction of that limit", String.format(Locale.ROOT, "%.3f", result.fractionOfGemmLimit()))
                .row("peak memory, MB", result.peakMemoryMb() < 0 ? "unknown" : number(result.peakMemoryMb()))
                .row("engine", result.engine());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }
}
