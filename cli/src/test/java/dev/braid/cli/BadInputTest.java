package dev.braid.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every wrong input gets one line that says what, where and what to do, exit code 2, and leaves nothing behind. */
final class BadInputTest {
    @TempDir
    static Path shared;

    /** Can be written, but never holds a byte. */
    private static final Path FULL = Path.of("/dev/full");

    /** No file system takes a name of so many letters. */
    private static final String LONG = "x".repeat(300);

    private static TinyFunnel funnel;

    @TempDir
    Path folder;

    /** Puts a mistake into the test's folder. */
    @FunctionalInterface
    interface Damage {
        void to(Path folder) throws IOException;
    }

    /**
     * One mistake.
     *
     * @param name what is wrong
     * @param damage what is done to the folder before the command runs
     * @param command the command; {@code {}} stands for the test's folder
     * @param fragments what the line has to say
     */
    record Mistake(String name, Damage damage, String command, List<String> fragments) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Mistake mistake(String name, String command, String... fragments) {
        return new Mistake(name, folder -> {}, command, List.of(fragments));
    }

    private static Mistake mistake(String name, Damage damage, String command, String... fragments) {
        return new Mistake(name, damage, command, List.of(fragments));
    }

    @BeforeAll
    static void makeOnce() throws IOException {
        funnel = TinyFunnel.make(shared);
    }

    static Stream<Mistake> arguments() {
        return Stream.of(
                mistake("unknown command", "prepair --spec a.yaml", "no command 'prepair'", "did you mean 'prepare'?"),
                mistake("no command", "--verbose", "no option '--verbose'", "braid --help"),
                mistake("unknown option", "prepare --spex a.yaml", "no option '--spex'", "did you mean '--spec'?"),
                mistake("missing option", "prepare --out {}/out", "missing required option", "--spec", "--source"),
                mistake("wrong type", "prepare --spec a --out b --threads many", "'many'", "--threads"),
                mistake("unknown model", "models mmeo", "no model is named 'mmeo'", "did you mean 'mmoe'?"),
                mistake("unwritable result", "models --json {}/none/a.json", "{}/none/a.json", "folder does not exist"),
                mistake("a folder as result", "models --json {}", "--json {}", "that is a folder"),
                mistake("unknown simulation", "simulate --like funel --out {}/s", "'funel'", "did you mean 'funnel'?"),
                mistake("unknown form", "simulate --like critoe --out {}/s", "'critoe'", "did you mean 'criteo'?"),
                mistake(
                        "wrong option of a form",
                        "simulate --like ali-ccp --out {}/s --set clickRate=2",
                        "clickRate must be in [0.0001, 0.99], got 2.0"),
                mistake(
                        "a country that is none",
                        "simulate --like aliexpress --out {}/s --set country=dl",
                        "'dl' is no choice here",
                        "did you mean 'nl'?"),
                mistake(
                        "too few rows",
                        "simulate --like funnel --rows 1 --out {}/s",
                        "rows must be at least 10, got 1"),
                mistake(
                        "unknown option of a simulation",
                        "simulate --like funnel --out {}/s --set clikRate=0.1",
                        "no option 'clikRate'",
                        "did you mean 'clickRate'?"),
                mistake(
                        "existing output",
                        "simulate --like funnel --out {}",
                        "{}: exists already",
                        "name a new folder"),
                mistake(
                        "--set without =",
                        "simulate --like funnel --out {}/s --set rows",
                        "--set rows: write key=value"),
                mistake(
                        "a demo over other files",
                        f -> Files.writeString(f.resolve("thesis.tex"), "years of work"),
                        "demo --out {}",
                        "--out {}",
                        "no demo wrote"),
                mistake(
                        "a page of results over no runs",
                        "bench results --out {}/r.md --repeats 0",
                        "--repeats must be at least 1"),
                mistake(
                        "a page of results with a comparison that is none",
                        f -> Files.writeString(f.resolve("other.json"), "{\"a\": 1}"),
                        "bench results --out {}/r.md --comparison {}/other.json",
                        "{}/other.json",
                        "braid compare"),
                mistake(
                        "a page of results with an ablation that is none",
                        "bench results --out {}/r.md --ablation {}/none.json,{}/other.json",
                        "{}/none.json",
                        "cannot be read"),
                mistake(
                        "a page of results with a demo that is none",
                        "bench results --out {}/r.md --demo {}/none.json",
                        "--demo {}/none.json",
                        "braid demo --json"),
                mistake(
                        "a measurement on rows that were never prepared",
                        "bench read --rows 5000 --work {}",
                        "no such dataset",
                        "braid bench prepare --rows 5000 --work {}"),
                mistake("a measurement on rows of nowhere", "bench train --rows 5000", "--work"),
                mistake(
                        "a table's optimiser without a table",
                        "bench train --row-optimizer sgd",
                        "--row-optimizer",
                        "--vocabulary"),
                mistake("a demo of too few rows", "demo --out {}/d --rows 5", "rows must be at least 10, got 5"),
                mistake("a demo of an unknown model", "demo --out {}/d --models mmoe,foo", "'foo'"),
                mistake("a demo of one model twice", "demo --out {}/d --models mmoe,mmoe", "mmoe is named twice"),
                mistake(
                        "a demo with a wrong option",
                        "demo --out {}/d --set train.epoch=1",
                        "'train.epoch'; did you mean 'train.epochs'?"),
                mistake(
                        "a simulation of a name too long",
                        "simulate --like funnel --out {}/" + LONG,
                        "cannot be written"),
                mistake("stray argument", "describe {} more", "'more' has no place here"));
    }

    private static Damage spec(String from, String to) {
        return folder -> {
            TinyFunnel.raw(folder);
            assertTrue(TinyFunnel.SPEC.contains(from), from);
            Files.writeString(folder.resolve("spec.yaml"), TinyFunnel.SPEC.replace(from, to));
        };
    }

    /** Replaces a file of the raw data by lines. */
    private static Damage file(String name, List<String> lines) {
        return folder -> {
            TinyFunnel.raw(folder);
            Files.write(folder.resolve(name), lines);
        };
    }

    /** Replaces the first cells of row 7 of the training file. */
    private static Damage row(String line) {
        List<String> lines = TinyFunnel.rows(120);
        lines.set(7, line);
        return file("train.csv", lines);
    }

    private static Mistake prepare(String name, Damage damage, String... fragments) {
        return mistake(name, damage, "prepare --spec {}/spec.yaml --out {}/out", fragments);
    }

    static Stream<Mistake> rawData() {
        return Stream.of(
                mistake("missing spec", "prepare --spec {}/spec.yaml --out {}/out", "{}/spec.yaml", "no such file"),
                prepare("missing file", spec("train.csv", "tarin.csv"), "tarin.csv"),
                prepare("malformed YAML", spec("features:", "features: ]"), "spec.yaml:3"),
                prepare("unknown YAML key", spec("tasks:", "dorp: [x]\ntasks:"), "'dorp'", "did you mean 'drop'?"),
                prepare(
                        "unknown task in space",
                        spec("space: click", "space: clik"),
                        "'clik'",
                        "did you mean 'click'?"),
                prepare("unknown column", spec("city:", "town:"), "town", "city"),
                prepare(
                        "duplicate feature",
                        spec("city: categorical", "city: categorical\n  city: categorical"),
                        "city"),
                prepare(
                        "wrong type in spec",
                        spec("label: click}", "label: click, weight: heavy}"),
                        "weight",
                        "'heavy'"),
                prepare("label that is no SQL", spec("label: click}", "label: click = = 1}"), "click"),
                prepare(
                        "wrong separator",
                        file(
                                "train.csv",
                                TinyFunnel.rows(120).stream()
                                        .map(l -> l.replace(',', ';'))
                                        .toList()),
                        "train.csv"),
                prepare("label not 0 or 1", row("c1,20,2,0"), "click", "2"),
                prepare("not a number", row("c1,old,0,0"), "age", "old"),
                prepare("NaN", row("c1,NaN,0,0"), "age", "train.csv"),
                prepare("infinite", row("c1,inf,0,0"), "age", "train.csv"),
                prepare("a row with too few cells", row("c1"), "train.csv"),
                prepare("empty split", file("test.csv", TinyFunnel.rows(0)), "test"),
                prepare(
                        "one-class label",
                        file(
                                "train.csv",
                                TinyFunnel.rows(120).stream()
                                        .map(l -> l.replace(",1,1", ",1,0"))
                                        .toList()),
                        "buy",
                        "only negatives"),
                prepare(
                        "truncated gzip",
                        folder -> {
                            spec("train.csv", "train.csv.gz").to(folder);
                            byte[] packed = gzip(String.join("\n", TinyFunnel.rows(5000)));
                            Files.write(folder.resolve("train.csv.gz"), Arrays.copyOf(packed, packed.length / 2));
                        },
                        "train.csv.gz"),
                prepare(
                        "truncated Parquet",
                        folder -> {
                            spec("train.csv", "train.parquet").to(folder);
                            Files.writeString(folder.resolve("train.parquet"), "PAR1 and then nothing");
                        },
                        "train.parquet"),
                mistake(
                        "existing dataset",
                        folder -> {
                            TinyFunnel.raw(folder);
                            Files.createDirectory(folder.resolve("out"));
                            Files.writeString(folder.resolve("out/kept.txt"), "kept");
                        },
                        "prepare --spec {}/spec.yaml --out {}/out",
                        "{}/out"),
                mistake(
                        "a dataset of a name too long",
                        TinyFunnel::raw,
                        "prepare --spec {}/spec.yaml --out {}/" + LONG,
                        "cannot be written: File name too long; check the path"),
                mistake(
                        "output below a file",
                        TinyFunnel::raw,
                        "prepare --spec {}/spec.yaml --out {}/train.csv/out",
                        "train.csv"));
    }

    /** Prepares the raw data with another validation file. */
    private static Damage preparedWithValidation(UnaryOperator<List<String>> change) {
        return folder -> {
            file("validation.csv", change.apply(TinyFunnel.rows(36))).to(folder);
            TinyFunnel.succeed("prepare", "--spec", folder + "/spec.yaml", "--out", folder + "/out");
        };
    }

    private static Mistake predict(String name, String more, String... fragments) {
        return mistake(
                name,
                copyThen(f -> Files.write(f.resolve("rows.csv"), TinyFunnel.rows(3))),
                "predict --run {}/run --input {}/rows.csv --out " + more,
                fragments);
    }

    /** Copies the dataset and the run, then damages them. */
    private static Damage copyThen(Damage damage) {
        return folder -> {
            funnel.copyTo(folder);
            damage.to(folder);
        };
    }

    private static void truncate(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static Path onlyPart(Path folder, String split) throws IOException {
        try (Stream<Path> tree = Files.walk(folder.resolve("dataset"))) {
            return tree.filter(p -> p.toString().contains(split) && p.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Mistake train(String name, String more, String... fragments) {
        return mistake(name, copyThen(f -> {}), "train --data {}/dataset --model mmoe --out {}/new " + more, fragments);
    }

    static Stream<Mistake> training() {
        return Stream.of(
                mistake("missing dataset", "train --data {}/none --model mmoe --out {}/new", "{}/none"),
                mistake("no dataset to describe", "describe {}/none", "{}/none"),
                mistake(
                        "damaged dataset.json",
                        copyThen(f -> truncate(f.resolve("dataset/dataset.json"))),
                        "describe {}/dataset",
                        "dataset.json"),
                mistake(
                        "truncated part",
                        copyThen(f -> truncate(onlyPart(f, "train"))),
                        "train --data {}/dataset --model mmoe --out {}/new",
                        ".parquet"),
                mistake(
                        "unknown model to train",
                        copyThen(f -> {}),
                        "train --data {}/dataset --model mmoo --out {}/new",
                        "'mmoo'",
                        "did you mean 'mmoe'?"),
                train("unknown option to train", "--set train.batchsize=3", "did you mean 'train.batchSize'?"),
                train("option without its section", "--set epochs=3", "'epochs'; did you mean 'train.epochs'?"),
                train("wrong option without its section", "--set epoch=3", "'epoch'; did you mean 'train.epochs'?"),
                train("unknown section", "--set modle.experts=3", "did you mean 'model'?"),
                train("wrong type of option", "--set train.epochs=many", "train.epochs: 'many' is not a whole number"),
                train("batch size 0", "--set train.batchSize=0", "train.batchSize must be at least 1, got 0"),
                train("negative learning rate", "--set optimizer.learningRate=-1", "optimizer.learningRate must be"),
                train("unknown metric", "--set train.earlyStopMetric=uac", "'uac'", "did you mean 'auc'?"),
                train("too many threads", "--set train.threads=100000", "train.threads must be in 0..256, got 100000"),
                train(
                        "a lone last row and batch normalisation",
                        "--set train.batchSize=119 --set model.expert.batchNorm=true",
                        "train.batchSize=119",
                        "a last batch of one row"),
                train(
                        "GAUC without users",
                        "--set train.earlyStopMetric=gauc",
                        "gauc is undefined on the validation split of tiny",
                        "click has no user column, buy has no user column"),
                mistake(
                        "one-class validation",
                        preparedWithValidation(rows -> rows.stream()
                                .map(l -> l.replace(",1,1", ",1,0"))
                                .toList()),
                        "train --data {}/out --model mmoe --out {}/new --set train.earlyStopMetric=auc:buy",
                        "auc:buy is undefined on the validation split of tiny",
                        "buy has no positives"),
                mistake(
                        "a run of a name too long",
                        copyThen(f -> {}),
                        "train --data {}/dataset --model mmoe --out {}/" + LONG,
                        "cannot be written: File name too long"),
                train("missing config", "--config {}/none.yaml", "{}/none.yaml", "no such file"),
                mistake(
                        "malformed config",
                        copyThen(f -> Files.writeString(f.resolve("c.yaml"), "train: {epochs: 1")),
                        "train --data {}/dataset --model mmoe --out {}/new --config {}/c.yaml",
                        "{}/c.yaml:1",
                        "not valid YAML"),
                mistake(
                        "existing run",
                        copyThen(f -> {}),
                        "train --data {}/dataset --model mmoe --out {}/run",
                        "{}/run",
                        "exists already"),
                mistake(
                        "another model to resume",
                        copyThen(f -> {}),
                        "train --data {}/dataset --model mmoe --out {}/run --resume",
                        "sharedbottom",
                        "mmoe"),
                mistake(
                        "run below a file",
                        copyThen(f -> Files.writeString(f.resolve("file"), "")),
                        "train --data {}/dataset --model mmoe --out {}/file/run",
                        "{}/file"));
    }

    static Stream<Mistake> runs() {
        return Stream.of(
                mistake("missing run", "evaluate --run {}/none", "{}/none", "no such run"),
                mistake(
                        "unknown split",
                        copyThen(f -> {}),
                        "evaluate --run {}/run --data {}/dataset --split tset",
                        "'tset'",
                        "did you mean 'test'?"),
                mistake(
                        "damaged weights",
                        copyThen(f -> truncate(f.resolve("run/model.safetensors"))),
                        "evaluate --run {}/run --data {}/dataset",
                        "model.safetensors"),
                mistake(
                        "damaged run.json",
                        copyThen(f -> truncate(f.resolve("run/run.json"))),
                        "evaluate --run {}/run --data {}/dataset",
                        "run.json"),
                mistake(
                        "missing input",
                        copyThen(f -> {}),
                        "predict --run {}/run --input {}/none.csv --out {}/s.csv",
                        "{}/none.csv"),
                mistake(
                        "input without a feature's column",
                        copyThen(f -> Files.write(f.resolve("rows.csv"), List.of("city", "c1"))),
                        "predict --run {}/run --input {}/rows.csv --out {}/s.csv",
                        "rows.csv",
                        "age"),
                mistake(
                        "input without any feature's column",
                        copyThen(f -> Files.write(f.resolve("rows.csv"), List.of("a,b,c,d,e", "1,2,3,4,5"))),
                        "predict --run {}/run --input {}/rows.csv --out {}/s.csv",
                        "{}/rows.csv: 2 of 2 feature columns are missing: city, age",
                        "its columns are a, b, c, ... (+2 more)"),
                predict("scores over their input", "{}/run/../rows.csv", "name another file for the scores"),
                predict("result over the scores", "{}/s.csv --json {}/s.csv", "--json {}/s.csv", "--out"),
                predict("result over the input", "{}/s.csv --json {}/rows.csv", "--json {}/rows.csv", "--input"),
                predict("scores of a name too long", "{}/" + LONG + ".csv", "cannot be written: File name too long"),
                predict("scores of an unknown kind", "{}/s.xls", "s.xls"),
                predict("unknown column to keep", "{}/s.csv --keep ctiy", "ctiy"));
    }

    @ParameterizedTest
    @MethodSource({"arguments", "rawData", "training", "runs"})
    void aMistakeGetsOneLineAndLeavesNothing(Mistake mistake) throws IOException {
        mistake.damage().to(folder);
        String[] arguments = Arrays.stream(mistake.command().trim().split(" +"))
                .map(a -> a.replace("{}", folder.toString()))
                .toArray(String[]::new);
        Map<String, Long> before = files();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
        String said = err.toString();
        assertAll(
                () -> assertEquals(2, code, said),
                () -> assertEquals(1, said.lines().count(), said),
                () -> assertEquals("", out.toString()),
                () -> assertEquals(before, files()),
                () -> assertAll(mistake.fragments().stream()
                        .map(f -> f.replace("{}", folder.toString()))
                        .map(f -> () -> assertTrue(said.contains(f), "'" + f + "' is not in: " + said))));
    }

    @Test
    void aFullDiskIsSaidInOneLine() {
        assumeTrue(Files.exists(FULL), "this machine has no " + FULL);
        StringWriter err = new StringWriter();
        int code = Main.run(
                new PrintWriter(new StringWriter()), new PrintWriter(err), "models", "--json", FULL.toString());
        assertEquals(2, code, err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertTrue(err.toString().contains("--json " + FULL), err::toString);
    }

    /** Every file of the folder with its size. */
    private Map<String, Long> files() throws IOException {
        Map<String, Long> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.toList()) {
                files.put(path.toString(), Files.isDirectory(path) ? -1 : Files.size(path));
            }
        }
        return files;
    }
}
