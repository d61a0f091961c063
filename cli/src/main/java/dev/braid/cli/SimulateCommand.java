package dev.braid.cli;

import dev.braid.options.OptionReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code braid simulate}. */
@Command(
        name = "simulate",
        description =
                "Writes raw files whose true probabilities are known: worlds of Braid's own, or the very form in which public"
                        + " datasets are published.")
final class SimulateCommand implements Runnable {
    @Mixin
    private Output output;

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
            description = "an option, such as clickRate=0.1; may be repeated")
    private List<String> sets = List.of();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "the folder to write; it must not exist")
    private Path out;

    @Override
    public void run() {
        output.check();
        List<String> all = new ArrayList<>(sets);
        rows.ifPresent(n -> all.add("rows=" + n));
        seed.ifPresent(n -> all.add("seed=" + n));
        Simulation simulation = Simulation.named(like);
        try (Progress progress = Progress.rows(output.err(), "simulating")) {
            Simulation.Simulated simulated = simulation.writer().write(OptionReader.of(all), out, progress);
            progress.close();
            simulated.table().print(output.out());
            output.out().println("written to " + out + "; next: " + simulated.next());
            output.result(simulated.truth());
        }
    }
}
