package dev.braid.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code braid bench}. */
@Command(
        name = "bench",
        description = "Measures throughput, beside the machine's own limit measured in the same run.",
        subcommands = {
            BenchTrainCommand.class,
            BenchSimulateCommand.class,
            BenchPrepareCommand.class,
            BenchReadCommand.class,
            ScaleCommand.class,
            ResultsCommand.class,
            DebiasCommand.class
        })
final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("UnusedVariable") // picocli's own
    @Option(names = "--help", usageHelp = true, description = "show this help")
    private boolean help;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to measure: bench train, simulate, prepare, read, scale, results, or debias");
    }
}
