package dev.braid.cli;

import dev.braid.bench.ScaleStudy;
import dev.braid.data.simulate.form.RawForm;
import dev.braid.data.simulate.form.RawForms;
import dev.braid.fault.BadInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code braid bench simulate}. */
@Command(
        name = "simulate",
        description = "Writes simulated raw files, each form in a process of its own: rows per second and peak memory.")
final class BenchSimulateCommand implements Runnable {
    @Mixin
    private Output output;

    @Option(
            names = "--like",
            split = ",",
            paramLabel = "FORM",
            description = "forms with commas between; all by default")
    private List<String> forms = RawForms.ALL.stream().map(RawForm::name).toList();

    @Option(names = "--rows", paramLabel = "N", description = "rows of each")
    private long rows = ScaleCommand.DEFAULT_SIMULATED;

    @Option(
            names = "--work",
            required = true,
            paramLabel = "DIR",
            description = "the folder for the files, which are removed once they are measured")
    private Path work;

    /** The JSON of this command. */
    record Result(List<ScaleStudy.Simulated> simulated) {}

    @Override
    public void run() {
        output.check();
        if (rows < 1) {
            throw new BadInput("--rows must be at least 1, got " + rows);
        }
        List<RawForm<?>> chosen = new ArrayList<>();
        forms.forEach(form -> chosen.add(RawForms.named(form)));
        ScaleStudy study = new ScaleStudy(Main.class.getName(), BenchPrepareCommand.folder(work), line -> {
            output.err().println(line);
            output.err().flush();
        });
        List<ScaleStudy.Simulated> simulated = new ArrayList<>();
        Table table = new Table("form", "rows", "MB", "seconds", "CPU seconds", "rows per second", "peak memory, MB");
        for (RawForm<?> form : chosen) {
            ScaleStudy.Simulated one = study.simulate(form.name(), rows);
            simulated.add(one);
            table.row(
                    one.form(),
                    Table.count(one.rows()),
                    Table.count(one.bytes() / 1_000_000),
                    String.format(Locale.ROOT, "%.1f", one.seconds()),
                    String.format(Locale.ROOT, "%.1f", one.cpuSeconds()),
                    Table.count(Math.round(one.rowsPerSecond())),
                    Table.count(Math.round(one.peakMemoryMb())));
        }
        table.print(output.out());
        output.result(new Result(simulated));
    }
}
