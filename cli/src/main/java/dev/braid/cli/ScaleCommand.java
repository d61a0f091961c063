package dev.braid.cli;

import dev.braid.bench.EpochBench;
import dev.braid.bench.ReadBench;
import dev.braid.bench.ScalePage;
import dev.braid.bench.ScaleResults;
import dev.braid.bench.ScaleStudy;
import dev.braid.bench.TableBench;
import dev.braid.fault.BadInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
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
    @Mixin
    private Output output;

    @Option(
            names = "--rows",
            split = ",",
            paramLabel = "N",
            description = "sizes to prepare and to read; the largest is trained on")
    private List<Long> rows = List.of(1_000_000L, 5_000_000L, 20_000_000L);

    @Option(names = "--vocabulary", split = ",", paramLabel = "N", description = "embedding rows of the tables")
    private List<Long> vocabulary = List.of(100_000L, 1_000_000L, 50_000_000L);

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "an option of the trainings; may be repeated")
    private List<String> sets = List.of();

    @Option(
            names = "--work",
            required = true,
            paramLabel = "DIR",
            description =
                    "the folder for files and datasets, which stay there: about 350 bytes a row, and the largest table"
                            + " three times; simulated files that are there are used again")
    private Path work;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "the page to write, Markdown")
    private Path out;

    private Path json;

    @Override
    public void run() {
        output.check();
        output.requireApart("--out", out);
        if (Files.isDirectory(out)) {
            throw new BadInput("--out " + out + ": that is a folder; name a file in it");
        }
        Path folder = BenchPrepareCommand.folder(work);
        json = folder.resolve("measurement.json");
        ScaleStudy study = new ScaleStudy(Main.class.getName(), folder, this::tell);
        List<ScaleStudy.Prepared> prepared = rows.stream().map(study::prepare).toList();
        List<ReadBench.Result> read = rows.stream().map(n -> read(study, n)).toList();
        long largest = Collections.max(rows);
        ScaleStudy.Trained bounded = study.bounded(epoch(largest, 0));
        EpochBench.Result streamed = Json.read(json, EpochBench.Result.class, "a measurement");
        study.bench(epoch(largest, 64));
        EpochBench.Result inMemory = Json.read(json, EpochBench.Result.class, "a measurement");
        ScaleResults results = new ScaleResults(prepared, read, streamed, bounded.bound(), inMemory, tables(study));
        TextFile.write(out, ScalePage.of(command(), results, sets));
        output.out().println("written to " + out);
        output.result(results);
    }

    private ReadBench.Result read(ScaleStudy study, long n) {
        study.bench(arguments("read", "--rows", Long.toString(n), "--work", work.toString(), "--cached"));
        return Json.read(json, ReadBench.Result.class, "a measurement");
    }

    private List<String> epoch(long n, int cacheGb) {
        List<String> arguments = arguments(
                "train", "--rows", Long.toString(n), "--work", work.toString(), "--set", "train.cacheGb=" + cacheGb);
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
        study.bench(arguments(
                "train",
                "--vocabulary",
                Long.toString(n),
                "--row-optimizer",
                optimizer,
                "--checkpoint",
                work.toString()));
        return Json.read(json, Table.class, "a measurement").table();
    }

    /** Of the JSON of {@code bench train --vocabulary}, what a table costs. */
    @com.fasterxml.jackson.annotation.JsonIgnoreProperties(ignoreUnknown = true)
    record Table(TableBench.Result table) {}

    private List<String> arguments(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--json", json.toString()));
        return all;
    }

    private String command() {
        String command = "./braid bench scale --rows " + listed(rows) + " --vocabulary " + listed(vocabulary);
        return command + sets.stream().map(set -> " --set " + set).collect(Collectors.joining()) + " --work DIR --out "
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
