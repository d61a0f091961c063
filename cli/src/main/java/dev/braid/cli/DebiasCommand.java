package dev.braid.cli;

import dev.braid.bench.DebiasPage;
import dev.braid.bench.DebiasStudy;
import dev.braid.bench.Workspace;
import dev.braid.data.simulate.FunnelOptions;
import dev.braid.fault.BadInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code braid bench debias}: what the counterfactual objectives are good for, where the truth is known. */
@Command(
        name = "debias",
        description =
                "Trains the entire-space and counterfactual models on simulated funnels of known truth, and writes"
                        + " the page of what they predict for rows that were not clicked.")
final class DebiasCommand implements Runnable {
    @Mixin
    private Output output;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "rows of each world: 80%% train, 10%% validation, 10%% test")
    private long rows = DebiasStudy.WORLD.rows();

    @Option(names = "--seeds", paramLabel = "N", description = "worlds, each with one training of every variant")
    private int seeds = 5;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "an option of every training; may be repeated")
    private List<String> sets = List.of();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "the page to write, Markdown")
    private Path out;

    /** The JSON of this command. */
    record Result(FunnelOptions world, List<DebiasStudy.Measured> runs, List<DebiasStudy.Mean> summary) {}

    @Override
    public void run() {
        output.check();
        output.requireApart("--out", out);
        if (seeds < 1) {
            throw new BadInput("--seeds must be at least 1, got " + seeds);
        }
        if (Files.isDirectory(out)) {
            throw new BadInput("--out " + out + ": that is a folder; name a file in it");
        }
        FunnelOptions world = world();
        try (Workspace work = Workspace.open()) {
            DebiasStudy study = new DebiasStudy(world, sets, work);
            List<DebiasStudy.Measured> runs = study.run(DebiasStudy.variants(), seeds, this::tell);
            List<DebiasStudy.Mean> summary = DebiasStudy.means(runs);
            TextFile.write(out, DebiasPage.of(command(), world, study.settings(), summary));
            output.out().println("written to " + out);
            output.result(new Result(world, runs, summary));
        }
    }

    private FunnelOptions world() {
        try {
            return DebiasStudy.WORLD.withRows(rows);
        } catch (IllegalArgumentException e) {
            throw new BadInput("--" + e.getMessage(), e);
        }
    }

    private String command() {
        StringBuilder command = new StringBuilder("./braid bench debias --rows " + rows + " --seeds " + seeds);
        sets.forEach(set -> command.append(" --set ").append(set));
        return command.append(" --out ").append(out).toString();
    }

    private void tell(DebiasStudy.Measured measured) {
        output.err()
                .printf(
                        "%s seed %d: PCOC %.3f, AUC over all rows %.4f%n",
                        measured.variant(), measured.seed(), measured.pcoc(), measured.auc());
        output.err().flush();
    }
}
