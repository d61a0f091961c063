package dev.braid.cli;

import dev.braid.bench.ScaleData;
import dev.braid.bench.ScaleStudy;
import dev.braid.data.prepare.PrepareOptions;
import dev.braid.data.simulate.form.RawForms;
import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code braid bench prepare}. */
@Command(
        name = "prepare",
        description =
                "Simulates files of a public form and prepares them, each size in a process of its own: rows per second"
                        + " and peak memory.")
final class BenchPrepareCommand implements Runnable {
    @Mixin
    private Output output;

    @Option(
            names = "--rows",
            required = true,
            split = ",",
            paramLabel = "N",
            description = "rows of the files; several sizes with commas between")
    private List<Long> rows = List.of();

    @Option(names = "--like", paramLabel = "FORM", description = "the form that is simulated; default: criteo")
    private String form = ScaleData.CRITEO;

    @Option(names = "--memory", paramLabel = "SIZE", description = "how much memory DuckDB may take; default: 2GB")
    private String memory = ScaleStudy.CRITEO_MEMORY;

    @Option(
            names = "--work",
            required = true,
            paramLabel = "DIR",
            description = "the folder for files and datasets, which stay there; files that are there are used again")
    private Path work;

    /** The JSON of this command. */
    record Result(List<ScaleStudy.Prepared> prepared) {}

    @Override
    public void run() {
        output.check();
        form = RawForms.named(form).name();
        memory = new PrepareOptions(memory, 0, PrepareOptions.DEFAULTS.partRows(), false).memoryLimit();
        ScaleStudy study = new ScaleStudy(Main.class.getName(), folder(work), this::tell);
        List<ScaleStudy.Prepared> prepared = new ArrayList<>();
        Table table = new Table("rows", "seconds", "CPU seconds", "rows per second", "peak memory, MB");
        for (long n : rows) {
            ScaleStudy.Prepared one = study.prepare(form, n, memory);
            prepared.add(one);
            table.row(
                    Table.count(n),
                    String.format(Locale.ROOT, "%.1f", one.seconds()),
                    String.format(Locale.ROOT, "%.1f", one.cpuSeconds()),
                    Table.count(Math.round(one.rowsPerSecond())),
                    Table.count(Math.round(one.peakMemoryMb())));
        }
        table.print(output.out());
        output.result(new Result(prepared));
    }

    static Path folder(Path work) {
        try {
            return Files.createDirectories(work);
        } catch (IOException e) {
            throw new BadInput("--work " + work + ": cannot be made: " + FileFault.reason(e), e);
        }
    }

    private void tell(String line) {
        output.err().println(line);
        output.err().flush();
    }
}
