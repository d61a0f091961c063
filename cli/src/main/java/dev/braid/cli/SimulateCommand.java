package dev.braid.cli;

import dev.braid.fault.BadInput;
import dev.braid.fault.NearestName;
import dev.braid.options.OptionReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code braid simulate}. */
@Command(name = "simulate", description = "Writes raw files whose true probabilities are known.")
final class SimulateCommand implements Runnable {
    @Mixin
    private Output output;

    @Option(names = "--like", required = true, paramLabel = "NAME", description = "what to simulate: funnel or mmoe")
    private String like;

    @Option(names = "--rows", paramLabel = "N", description = "rows of all splits together")
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
        Simulation simulation = named(like);
        try (Progress progress = Progress.rows(output.err(), "simulating")) {
            Object truth = simulation.write(OptionReader.of(all), out, progress, output.out());
            output.out()
                    .println("written to " + out + "; next: braid prepare --spec " + out.resolve("spec.yaml")
                            + " --out DATASET");
            output.result(truth);
        }
    }

    private static Simulation named(String name) {
        List<String> known = Arrays.stream(Simulation.values())
                .map(s -> s.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!known.contains(name)) {
            throw new BadInput(
                    "--like: nothing named '" + name + "' can be simulated; " + NearestName.suggestion(name, known));
        }
        return Simulation.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
