package dev.braid.cli;

import dev.braid.bench.TrainBench;
import dev.braid.bench.TrainBenchOptions;
import dev.braid.bench.TrainBenchResult;
import dev.braid.options.OptionReader;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code braid bench}. */
@Command(
        name = "bench",
        description = "Measures throughput, beside the machine's own limit measured in the same run.",
        subcommands = {BenchCommand.Train.class, ResultsCommand.class, DebiasCommand.class})
final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("UnusedVariable") // picocli's own
    @Option(names = "--help", usageHelp = true, description = "show this help")
    private boolean help;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to measure: bench train, bench results, or bench debias");
    }

    /** {@code braid bench train}. */
    @Command(
            name = "train",
            description = "Trains MMoE on random ids: rows per second and share of the matrix-product rate.")
    static final class Train implements Runnable {
        @Mixin
        private Output output;

        @Option(
                names = "--set",
                paramLabel = "KEY=VALUE",
                description = "an option of the job, such as precision=bf16; may be repeated")
        private List<String> sets = List.of();

        @Override
        public void run() {
            output.check();
            OptionReader reader = OptionReader.of(sets);
            TrainBenchOptions options = reader.read(TrainBenchOptions.DEFAULTS);
            output.out().print(reader.table());
            TrainBenchResult result = TrainBench.run(options);
            output.out().println();
            new Table("measured", "value")
                    .row("rows per second", Table.count(Math.round(result.rowsPerSecond())))
                    .row("milliseconds per step", number(result.stepMilliseconds()))
                    .row("machine's fp32 GEMM, GFLOP/s", number(result.gemmGflops()))
                    .row("model, GFLOP per row", String.format(Locale.ROOT, "%.5f", result.modelGflopPerRow()))
                    .row("fraction of that limit", String.format(Locale.ROOT, "%.3f", result.fractionOfGemmLimit()))
                    .row("peak memory, MB", result.peakMemoryMb() < 0 ? "unknown" : number(result.peakMemoryMb()))
                    .row("engine", result.engine())
                    .print(output.out());
            output.result(result);
        }

        private static String number(double value) {
            return String.format(Locale.ROOT, "%,.1f", value);
        }
    }
}
