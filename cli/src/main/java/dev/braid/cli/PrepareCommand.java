package dev.braid.cli;

import dev.braid.data.DatasetDescription;
import dev.braid.data.PreparedDataset;
import dev.braid.data.prepare.Prepare;
import dev.braid.data.prepare.PrepareListener;
import dev.braid.data.prepare.PrepareOptions;
import dev.braid.data.spec.DatasetSpec;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code braid prepare}. */
@Command(name = "prepare", description = "Makes a prepared dataset of raw files.")
final class PrepareCommand implements Runnable {
    @Mixin
    private Output output;

    @Option(names = "--spec", required = true, paramLabel = "FILE", description = "what to make, in YAML")
    private Path spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the folder that the spec's files lie in; by default the spec's own")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--out", required = true, paramLabel = "DATASET", description = "the folder to write")
    private Path out;

    @Option(names = "--memory", paramLabel = "SIZE", description = "how much memory DuckDB may take, such as 4GB")
    private String memory = PrepareOptions.DEFAULTS.memoryLimit();

    @Option(names = "--threads", paramLabel = "N", description = "DuckDB's threads; by default one per core")
    private int threads = PrepareOptions.DEFAULTS.threads();

    @Option(names = "--part-rows", paramLabel = "N", description = "rows of a Parquet part at most")
    private int partRows = PrepareOptions.DEFAULTS.partRows();

    @Option(names = "--overwrite", description = "replace the dataset that is there")
    private boolean overwrite;

    @Override
    public void run() {
        output.check();
        PrepareOptions options = new PrepareOptions(memory, threads, partRows, overwrite);
        Path folder = data.orElseGet(() -> Optional.ofNullable(spec.getParent()).orElse(Path.of(".")));
        try (Progress progress = Progress.steps(output.err(), "preparing")) {
            PreparedDataset dataset = Prepare.run(DatasetSpec.read(spec), folder, out, options, new PrepareListener() {
                @Override
                public void progressed(String stage, String what, int done, int total) {
                    progress.step(stage + " " + what, done, total);
                }
            });
            progress.close();
            DatasetDescription description = dataset.description();
            new DatasetTables(description).printSplits(output.out());
            output.out().println("written to " + dataset.directory());
            output.result(description);
        }
    }
}
