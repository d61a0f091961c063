package dev.braid.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.braid.data.DatasetDescription;
import dev.braid.data.PreparedDataset;
import dev.braid.data.prepare.Prepare;
import dev.braid.data.prepare.PrepareListener;
import dev.braid.data.prepare.PrepareOptions;
import dev.braid.data.source.Adapter;
import dev.braid.data.source.SourcePrepare;
import dev.braid.data.source.SourceReport;
import dev.braid.data.source.Sources;
import dev.braid.data.spec.DatasetSpec;
import dev.braid.options.OptionReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code braid prepare}. */
@Command(
        name = "prepare",
        description = "Makes a prepared dataset of raw files, one's own or those of a public dataset.")
final class PrepareCommand implements Runnable {
    @Mixin
    private Output output;

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    /** What is prepared: files of one's own, or a public dataset. */
    private static final class What {
        @ArgGroup(exclusive = false)
        private Optional<Own> own = Optional.empty();

        @ArgGroup(exclusive = false)
        private Optional<Public> known = Optional.empty();
    }

    /** Files of one's own. */
    private static final class Own {
        @Option(names = "--spec", required = true, paramLabel = "FILE", description = "what to make, in YAML")
        private Path spec = Path.of("");

        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "the folder that the spec's files lie in; by default the spec's own")
        private Optional<Path> data = Optional.empty();
    }

    /** The files of a public dataset. */
    private static final class Public {
        @Option(
                names = "--source",
                required = true,
                paramLabel = "NAME",
                description = "a public dataset instead; 'braid datasets' lists them")
        private String source = "";

        @Option(names = "--raw", required = true, paramLabel = "DIR", description = "the folder with its files")
        private Path raw = Path.of("");

        @Option(
                names = "--set",
                paramLabel = "KEY=VALUE",
                description = "an option of the public dataset, such as preset=rechub; may be repeated")
        private List<String> sets = List.of();

        @Option(
                names = "--bad-lines",
                paramLabel = "N",
                description = "how many bad lines to set aside before its files are refused; by default none")
        private long badLines;
    }

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
        try (Progress progress = Progress.steps(output.err(), "preparing")) {
            PrepareListener listener = new PrepareListener() {
                @Override
                public void progressed(String stage, String what, int done, int total) {
                    progress.step(stage + " " + what, done, total);
                }
            };
            what.own.ifPresent(own -> own(own, options, listener, progress));
            what.known.ifPresent(known -> known(known, options, listener, progress));
        }
    }

    private void own(Own own, PrepareOptions options, PrepareListener listener, Progress progress) {
        Path folder = own.data.orElseGet(
                () -> Optional.ofNullable(own.spec.getParent()).orElse(Path.of(".")));
        PreparedDataset dataset = Prepare.run(DatasetSpec.read(own.spec), folder, out, options, listener);
        progress.close();
        print(dataset);
        output.result(dataset.description());
    }

    private void known(Public known, PrepareOptions options, PrepareListener listener, Progress progress) {
        Adapter adapter = Sources.named(known.source).open(OptionReader.of(known.sets), known.raw);
        SourcePrepare.Result result = SourcePrepare.run(adapter, out, known.badLines, options, listener);
        progress.close();
        SourceTables.print(result.report(), output.out());
        output.out().println();
        print(result.dataset());
        output.result(new Described(result.dataset().description(), result.report()));
    }

    private void print(PreparedDataset dataset) {
        new DatasetTables(dataset.description()).printSplits(output.out());
        output.out().println("written to " + dataset.directory());
    }

    /** The description of the dataset, and what was found in the files of a public one. */
    record Described(@JsonUnwrapped DatasetDescription description, SourceReport source) {}
}
