package dev.braid.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.braid.data.DatasetDescription;
import dev.braid.data.PreparedDataset;
import dev.braid.data.derive.Achieved;
import dev.braid.data.prepare.Prepare;
import dev.braid.data.prepare.PrepareListener;
import dev.braid.data.prepare.PrepareOptions;
import dev.braid.data.source.SourceReport;
import dev.braid.data.spec.DatasetSpec;
import dev.braid.experiment.derived.Preparable;
import dev.braid.experiment.derived.PublicDatasets;
import dev.braid.options.OptionReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code braid prepare}. */
@Command(
        name = "prepare",
        description = "Makes a prepared dataset of raw files, one's own or those of a public dataset.")
final class PrepareCommand implements Runnable {
    @Mixin
    private Output output;

    @Spec
    private CommandSpec command;

    @Option(names = "--spec", paramLabel = "FILE", description = "what to make, in YAML")
    private Optional<Path> spec = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the folder that the spec's files lie in; by default the spec's own")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "a public dataset instead of a spec; 'braid datasets' lists them")
    private Optional<String> source = Optional.empty();

    @Option(names = "--raw", paramLabel = "DIR", description = "the folder that the public dataset's files lie in")
    private Optional<Path> raw = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "an option of the public dataset, such as preset=rechub; may be repeated")
    private List<String> sets = List.of();

    @Option(
            names = "--bad-lines",
            paramLabel = "N",
            description = "how many bad lines of a public dataset are set aside before it is refused; by default none")
    private Optional<Long> badLines = Optional.empty();

    @Option(names = "--out", required = true, paramLabel = "DATASET", description = "the folder to write")
    private Path out;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "how much memory DuckDB may take, such as 4GB; by default half of the machine's")
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
        requireOneOrigin();
        PrepareOptions options = new PrepareOptions(memory, threads, partRows, overwrite);
        try (Progress progress = Progress.steps(output.err(), "preparing")) {
            PrepareListener listener = new PrepareListener() {
                @Override
                public void progressed(String stage, String what, int done, int total) {
                    progress.step(stage + " " + what, done, total);
                }
            };
            PreparedDataset dataset;
            if (source.isPresent()) {
                dataset = known(source.get(), options, listener, progress);
            } else {
                Path file = spec.orElseThrow();
                Path folder = data.orElseGet(
                        () -> Optional.ofNullable(file.getParent()).orElse(Path.of(".")));
                dataset = Prepare.run(DatasetSpec.read(file), folder, out, options, listener);
                progress.close();
                output.result(dataset.description());
            }
            new DatasetTables(dataset.description()).printSplits(output.out());
            output.out()
                    .println("written to " + dataset.directory() + "; DuckDB was held to " + options.memory()
                            + (memory.isEmpty() ? ", half of this machine's memory (--memory)" : ""));
        }
    }

    private void requireOneOrigin() {
        if (spec.isEmpty() && source.isEmpty()) {
            throw wrong("missing required option: '--spec=FILE', or '--source=NAME' with '--raw=DIR'");
        }
        if (spec.isPresent() && source.isPresent()) {
            throw wrong("--spec and --source exclude each other");
        }
        if (source.isPresent() && raw.isEmpty()) {
            throw wrong("--source needs '--raw=DIR', the folder with its files");
        }
        boolean ofSource = raw.isPresent() || !sets.isEmpty() || badLines.isPresent();
        if (spec.isPresent() && ofSource) {
            throw wrong("--raw, --set and --bad-lines go with --source only");
        }
        if (source.isPresent() && data.isPresent()) {
            throw wrong("--data goes with --spec only; name the files' folder with --raw");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private PreparedDataset known(String name, PrepareOptions options, PrepareListener listener, Progress progress) {
        Preparable found = PublicDatasets.named(name).open(OptionReader.of(sets), raw.orElseThrow());
        Preparable.Prepared made = found.prepare(
                new Preparable.Order(Optional.empty(), out, badLines.orElse(0L), options, Optional.empty(), listener));
        progress.close();
        made.report().ifPresent(report -> SourceTables.print(report, output.out()));
        output.out().println();
        SourceTables.print(made.achieved(), output.out());
        output.result(new Described(made.dataset().description(), made.report().orElse(null), made.achieved()));
        return made.dataset();
    }

    /** The description of the dataset, what was found in the files of a public one, and what derived tasks reach. */
    record Described(
            @JsonUnwrapped DatasetDescription description,
            @Nullable SourceReport source,
            List<Achieved> achieved) {}
}
