package dev.braid.cli;

import dev.braid.bench.ScaleStudy;
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
                "Simulates files of Criteo's form and prepares them, each size in a process of its own: rows per second"
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
        ScaleStudy study = new ScaleStudy(Main.class.getName(), folder(work), this::tell);
        List<ScaleStudy.Prepared> prepared = new ArrayList<>();
        Table table = new Table("rows", "seconds", "CPU seconds", "rows per second", "peak memory, MB");
        for (long n : rows) {
            ScaleStudy.Prepared one = study.prepare(n);
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
