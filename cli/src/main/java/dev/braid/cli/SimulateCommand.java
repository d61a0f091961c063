package dev.braid.cli;

import dev.braid.options.OptionReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code braid simulate}. */
@Command(
        name = "simulate",
        description =
                "Writes raw files whose true probabilities are known: worlds of Braid's own, or the very form in which public"
                        + " datasets are published.")
final class SimulateCommand implements Runnable {
    @Mixin
    private Output output;

    @Spec
    private CommandSpec command;

    @Option(
            names = "--like",
            required = true,
            paramLabel = "NAME",
            completionCandidates = Simulation.Names.class,
            description = "what to simulate: ${COMPLETION-CANDIDATES}")
    private String like;

    @Option(names = "--rows", paramLabel = "N", description = "labelled rows of all files together")
    private Optional<Long> rows = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "another seed, another world")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "an option of NAME, such as clickRate=0.1, as --options lists them; may be repeated")
    private List<String> sets = List.of();

    @Option(names = "--options", description = "write nothing, but list what --set takes for NAME")
    private boolean options;

    @Option(names = "--out", paramLabel = "DIR", description = "the folder to write; it must not exist")
    private Optional<Path> out = Optional.empty();

    /** The JSON of {@code --options}. */
    record Listing(String name, List<OptionLine> options) {}

    @Override
    public void run() {
        output.check();
        Simulation simulation = Simulation.named(like);
        if (options) {
            list(simulation);
        } else {
            simulate(
                    simulation,
                    out.orElseThrow(() -> new ParameterException(
                            command.commandLine(),
                            "missing required option: '--out=DIR', or '--options' to list what can be set")));
        }
    }

    private void list(Simulation simulation) {
        List<OptionLine> lines = OptionLine.of(simulation.options());
        OptionLine.print(lines, output.out());
        output.result(new Listing(simulation.name(), lines));
    }

    private void simulate(Simulation simulation, Path folder) {
        List<String> all = new ArrayList<>(sets);
        rows.ifPresent(n -> all.add("rows=" + n));
        seed.ifPresent(n -> all.add("seed=" + n));
        try (Progress progress = Progress.rows(output.err(), "simulating")) {
            Simulation.Simulated simulated = simulation.writer().write(OptionReader.of(all), folder, progress);
            progress.close();
            simulated.table().print(output.out());
            output.out().println("written to " + folder + "; next: " + simulated.next());
            output.result(simulated.truth());
        }
    }
}
