package dev.braid.cli;

import dev.braid.data.PreparedDataset;
import dev.braid.experiment.Sweep;
import dev.braid.experiment.SweepMethod;
import dev.braid.experiment.Variant;
import dev.braid.experiment.VariantSettings;
import dev.braid.options.SearchSpace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of a search before a comparison. */
final class SweepArguments {
    @Option(
            names = "--sweep",
            required = true,
            paramLabel = "FILE",
            description = "search these options for every model first, with the same budget, and compare the winners"
                    + " (an example is examples/sweep.yaml)")
    private Path space;

    @Option(
            names = "--trials",
            paramLabel = "N",
            description = "settings that the search tries for each model (${DEFAULT-VALUE})")
    private int trials = 8;

    @Option(
            names = "--method",
            paramLabel = "random|halving",
            description = "how the search spends its epochs: all epochs for every trial, or more for the better half"
                    + " (${DEFAULT-VALUE})")
    private String method = "halving";

    Sweep search(PreparedDataset dataset, List<Variant> variants, List<String> sets, Optional<Path> config) {
        List<String> labels = variants.stream().map(Variant::label).toList();
        Sweep sweep = Sweep.on(
                        dataset, new VariantSettings(variants, List.of()).with(sets), SearchSpace.read(space, labels))
                .trials(trials)
                .method(SweepMethod.named(method));
        config.ifPresent(sweep::config);
        return sweep;
    }

    /** How it is written in the command that makes a comparison again. */
    String command() {
        return " --sweep " + Shell.quoted(String.valueOf(space.getFileName())) + " --trials " + trials + " --method "
                + method;
    }
}
