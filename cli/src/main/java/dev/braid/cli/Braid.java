package dev.braid.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code braid} itself: the list of its commands. */
@Command(
        name = "braid",
        description = "Trains, evaluates and serves multi-task ranking models.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            PrepareCommand.class,
            DatasetsCommand.class,
            DescribeCommand.class,
            SimulateCommand.class,
            ModelsCommand.class,
            BalancersCommand.class,
            TrainCommand.class,
            CompareCommand.class,
            ReproduceCommand.class,
            ReportCommand.class,
            ExplainCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            BenchCommand.class,
            DemoCommand.class,
            HelpCommand.class
        },
        footer = {"", "Exit codes: 0 done, 1 a fault of Braid, 2 a wrong input or option."})
final class Braid implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command was given");
    }
}
