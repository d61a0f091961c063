package dev.braid.cli;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.sun.management.OperatingSystemMXBean;
import dev.braid.bench.EpochBench;
import dev.braid.bench.ReadBench;
import dev.braid.bench.ScaleData;
import dev.braid.bench.ScalePage;
import dev.braid.bench.ScaleResults;
import dev.braid.bench.ScaleStudy;
import dev.braid.bench.TableBench;
import dev.braid.data.simulate.form.RawForms;
import dev.braid.fault.BadInput;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code braid bench scale}: measures what is larger than memory, and writes the page. */
@Command(
        name = "scale",
        description =
                "Prepares, reads and trains on simulated rows of several sizes and on large embedding tables, each in a"
                        + " process of its own, and writes the page of what that took.")
final class ScaleCommand implements Runnable {
    private static final int IN_MEMORY_GB = 64;
    /** More than 39 columns and two labels of four bytes, and the order of rows. */
    private static final long BYTES_A_ROW = 256;

    static final long DEFAULT_SIMULATED = 2_000_000;

    @Mixin
    private Output output;

    @Option(
            names = "--rows",
            split = ",",
            paramLabel = "N",
            description =
                    "sizes to prepare, to describe and to read; the largest is trained on, from files and from memory, or from"
                            + " memory the largest that fits there")
    private List<Long> rows = List.of(1_000_000L, 5_000_000L, 20_000_000L);

    @Option(names = "--vocabulary", split = ",", paramLabel = "N", description = "embedding rows of the tables")
    private List<Long> vocabulary = List.of(100_000L, 1_000_000L, 50_000_000L);

    @Option(names = "--simulated-rows", paramLabel = "N", description = "rows of each simulated form, and of the join")
    private long simulatedRows = DEFAULT_SIMULATED;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "an option of the trainings; may be repeated")
    private List<String> sets = List.of();

    @Option(
            names = "--work",
            required = true,
            paramLabel = "DIR",
            description =
                    "the folder for files and datasets, which stay there: about 350 bytes a row, and the largest table"
                            + " three times; simulated files and measurements that are there are used again")
    private Path work;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "the page to write, Markdown")
    private Path out;

    /** The JSON of the epoch from files, and what held its process. */
    record Streamed(EpochBench.Result epoch, @Nullable String bound) {}

    /** Of the JSON of {@code bench train --vocabulary}, what a table costs. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record TableCost(TableBench.Result table) {}

    @Override
    public void run() {
        output.check();
        output.requireApart("--out", out);
        if (Files.isDirectory(out)) {
            throw new BadInput("--out " + out + ": that is a folder; name a file in it");
        }
        BenchPrepareCommand.folder(work);
        ScaleStudy study = new ScaleStudy(Main.class.getName(), work, this::tell);
        List<ScaleStudy.Simulated> simulated =
                RawForms.ALL.stream().map(form -> simulated(study, form.name())).toList();
        List<ScaleStudy.Prepared> prepared =
                rows.stream().map(n -> prepared(study, n)).toList();
        ScaleStudy.Prepared joined = joined(study);
        List<ScaleStudy.Described> described =
                rows.stream().map(n -> described(study, n)).toList();
        List<ReadBench.Result> read = rows.stream().map(n -> read(study, n)).toList();
        Streamed streamed = streamed(study, Collections.max(rows));
        EpochBench.Result inMemory = inMemory(study, fitting());
        ScaleResults results = new ScaleResults(
                simulated,
                prepared,
                joined,
                described,
                read,
                streamed.epoch(),
                Optional.ofNullable(streamed.bound()),
                inMemory,
                tables(study));
        TextFile.write(out, ScalePage.of(command(), results, sets));
        output.out().println("written to " + out);
        output.result(results);
    }

    /** The largest size whose columns take at most half of the machine's memory. */
    private long fitting() {
        List<Long> ascending = rows.stream().sorted().distinct().toList();
        long half =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() / 2;
        return ascending.stream()
                .filter(n -> n * BYTES_A_ROW <= half)
                .reduce((smaller, larger) -> larger)
                .orElse(ascending.get(0));
    }

    private ScaleStudy.Simulated simulated(ScaleStudy study, String form) {
        return measured(
                "simulate-" + form + "-" + simulatedRows,
                ScaleStudy.Simulated.class,
                file -> TextFile.write(file, Json.text(study.simulate(form, simulatedRows))));
    }

    private ScaleStudy.Prepared joined(ScaleStudy study) {
        return measured(
                "join-" + simulatedRows,
                ScaleStudy.Prepared.class,
                file -> TextFile.write(
                        file, Json.text(study.prepare(ScaleData.ALI_CCP, simulatedRows, ScaleStudy.JOIN_MEMORY))));
    }

    private ScaleStudy.Described described(ScaleStudy study, long n) {
        return measured(
                "describe-" + n,
                ScaleStudy.Described.class,
                file -> TextFile.write(file, Json.text(study.describe(n))));
    }

    private ScaleStudy.Prepared prepared(ScaleStudy study, long n) {
        return measured(
                "prepare-" + n,
                ScaleStudy.Prepared.class,
                file -> TextFile.write(file, Json.text(study.prepare(ScaleData.CRITEO, n, ScaleStudy.CRITEO_MEMORY))));
    }

    private ReadBench.Result read(ScaleStudy study, long n) {
        return measured(
                "read-" + n,
                ReadBench.Result.class,
                file -> study.bench(List.of(
                        "read",
                        "--rows",
                        Long.toString(n),
                        "--work",
                        work.toString(),
                        "--cached",
                        "--json",
                        file.toString())));
    }

    private Streamed streamed(ScaleStudy study, long n) {
        return measured("train-streamed-" + n + chosen(), Streamed.class, file -> {
            Path epoch = work.resolve("epoch.json");
            ScaleStudy.Trained trained = study.bounded(epoch(n, 0, epoch));
            EpochBench.Result result = Json.read(epoch, EpochBench.Result.class, "a measurement");
            TextFile.write(file, Json.text(new Streamed(result, trained.bound().orElse(null))));
        });
    }

    private EpochBench.Result inMemory(ScaleStudy study, long n) {
        return measured(
                "train-in-memory-" + n + chosen(),
                EpochBench.Result.class,
                file -> study.bench(epoch(n, IN_MEMORY_GB, file)));
    }

    private List<String> epoch(long n, int cacheGb, Path json) {
        List<String> arguments = new ArrayList<>(List.of(
                "train",
                "--rows",
                Long.toString(n),
                "--work",
                work.toString(),
                "--set",
                "train.cacheGb=" + cacheGb,
                "--json",
                json.toString()));
        sets.forEach(set -> arguments.addAll(List.of("--set", set)));
        return arguments;
    }

    private List<TableBench.Result> tables(ScaleStudy study) {
        List<TableBench.Result> tables = new ArrayList<>();
        for (long n : vocabulary) {
            tables.add(table(study, n, "lazy-adam"));
        }
        tables.add(table(study, Collections.max(vocabulary), "rowwise-adagrad"));
        return tables;
    }

    private TableBench.Result table(ScaleStudy study, long n, String optimizer) {
        return measured(
                        "table-" + n + "-" + optimizer,
                        TableCost.class,
                        file -> study.bench(List.of(
                                "train",
                                "--vocabulary",
                                Long.toString(n),
                                "--row-optimizer",
                                optimizer,
                                "--checkpoint",
                                work.toString(),
                                "--json",
                                file.toString())))
                .table();
    }

    /** Tells measurements with other options apart. */
    private String chosen() {
        return sets.isEmpty() ? "" : "-" + Integer.toHexString(sets.hashCode());
    }

    /** A measurement that an earlier call left behind, or a new one: all together take long. */
    private <T> T measured(String name, Class<T> type, Consumer<Path> measurement) {
        Path file = work.resolve("measured-" + name + ".json");
        if (!Files.exists(file)) {
            measurement.accept(file);
        }
        return Json.read(file, type, "a measurement of this version");
    }

    private String command() {
        String command = "./braid bench scale --rows " + listed(rows) + " --vocabulary " + listed(vocabulary);
        return command
                + (simulatedRows == DEFAULT_SIMULATED ? "" : " --simulated-rows " + simulatedRows)
                + sets.stream().map(set -> " --set " + set).collect(Collectors.joining()) + " --work DIR --out "
                + out;
    }

    private static String listed(List<Long> numbers) {
        return numbers.stream().map(n -> Long.toString(n)).collect(Collectors.joining(","));
    }

    private void tell(String line) {
        output.err().println(line);
        output.err().flush();
    }
}
