package dev.braid.cli;

import dev.braid.data.PreparedDataset;
import dev.braid.experiment.Sweep;
import dev.braid.experiment.SweepMethod;
import dev.braid.experiment.Variant;
import dev.braid.experiment.VariantSettings;
import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import dev.braid.options.SearchSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of a search before a comparison. */
final class SweepArguments {
    private static final String SPACE = "sweep/space.yaml";
    // picocli shows no default values of options in a group that may be absent
    private static final int TRIALS = 8;
    private static final String METHOD = "halving";

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
            description = "settings that the search tries for each model (" + TRIALS + ")")
    private int trials = TRIALS;

    @Option(
            names = "--method",
            paramLabel = "random|halving",
            description = "how the search spends its epochs: all epochs for every trial, or more for the better half"
                    + " (" + METHOD + ")")
    private String method = METHOD;

    Sweep search(PreparedDataset dataset, List<Variant> variants, List<String> sets, Optional<Path> config) {
        List<String> labels = variants.stream().map(Variant::label).toList();
        Sweep sweep = Sweep.on(
                        dataset, new VariantSettings(variants, List.of()).with(sets), SearchSpace.read(space, labels))
                .trials(trials)
                .method(SweepMethod.named(method));
        config.ifPresent(sweep::config);
        return sweep;
    }

    /** Keeps the file beside the search, so that the comparison can be made again from its folder. */
    void keep(Path out) {
        try {
            TextFile.write(out.resolve(SPACE), Files.readString(space));
        } catch (IOException e) {
            throw new BadInput(space + ": cannot be read: " + FileFault.reason(e), e);
        }
    }

    /** How it is written in the command that makes a comparison again. */
    String command(Path out) {
        return " --sweep " + Shell.name(out) + "/" + SPACE + " --trials " + trials + " --method " + method;
    }
}
