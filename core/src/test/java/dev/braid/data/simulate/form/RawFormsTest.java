package dev.braid.data.simulate.form;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.data.prepare.PrepareListener;
import dev.braid.data.prepare.PrepareOptions;
import dev.braid.data.simulate.FunnelTruth.Best;
import dev.braid.data.source.SourcePrepare;
import dev.braid.data.source.SourceReport;
import dev.braid.data.source.Sources;
import dev.braid.fault.BadInput;
import dev.braid.options.OptionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every form. */
final class RawFormsTest {
    /** Divisible neither by the block nor by the number of parts. */
    private static final long ROWS = 2 * Block.ROWS + 1234;

    /** Rows where their number does not matter. */
    private static final long FEW = 999;

    @TempDir
    Path home;

    static Stream<RawForm<?>> forms() {
        return RawForms.ALL.stream();
    }

    static RawTruth write(RawForm<?> form, Path folder, String... sets) {
        return write(form, folder, 2, sets);
    }

    static <O extends Record & FormOptions> RawTruth write(RawForm<O> form, Path folder, int threads, String... sets) {
        List<String> all = new ArrayList<>(List.of("rows=" + ROWS, "vocabulary=0.01"));
        all.addAll(List.of(sets));
        return form.write(form.read(OptionReader.of(all)), folder, threads, rows -> {});
    }

    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    @ParameterizedTest
    @MethodSource("forms")
    void sameSeedGivesTheSameBytesWhateverTheThreads(RawForm<?> form) throws IOException {
        write(form, home.resolve("one"), 1, "probabilities=true");
        write(form, home.resolve("three"), 3, "probabilities=true");
        Map<String, byte[]> one = files(home.resolve("one"));
        Map<String, byte[]> three = files(home.resolve("three"));
        assertEquals(one.keySet(), three.keySet());
        one.forEach((name, bytes) -> assertArrayEquals(bytes, three.get(name), name));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void anotherSeedGivesOtherBytes(RawForm<?> form) throws IOException {
        write(form, home.resolve("one"), "rows=" + FEW);
        write(form, home.resolve("two"), "rows=" + FEW, "seed=2");
        Map<String, byte[]> one = files(home.resolve("one"));
        Map<String, byte[]> two = files(home.resolve("two"));
        assertEquals(one.keySet(), two.keySet());
        one.forEach((name, bytes) -> assertFalse(java.util.Arrays.equals(bytes, two.get(name)), name));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void theSourceOfThatNameReadsEveryLineAndCountsWhatTheTruthSays(RawForm<?> form) throws IOException {
        Path raw = home.resolve("raw");
        RawTruth truth = write(form, raw, frequent(form, "rows=" + FEW));
        SourceReport report = SourcePrepare.run(
                        Sources.named(form.name()).open(OptionReader.of(List.of()), raw),
                        home.resolve("dataset"),
                        0,
                        new PrepareOptions("500MB", 2, 1 << 18, false),
                        PrepareListener.NONE)
                .report();
        assertEquals(0, report.badLines());
        assertEquals(
                leftOut(form, raw),
                report.leftOut().values().stream().mapToLong(n -> n).sum());
        assertEquals(FEW, counted(report, "rows"));
        Map<String, String> tallies = tallies(form);
        assertFalse(tallies.isEmpty());
        tallies.forEach((tally, task) -> assertEquals(
                truth.parts().values().stream()
                        .mapToLong(part -> part.best().get(task).positives())
                        .sum(),
                counted(report, tally),
                tally));
    }

    /** Rows that the recipe leaves out: of WeChat, the first seven days, which only later rows count up. */
    private static long leftOut(RawForm<?> form, Path raw) throws IOException {
        if (!form.name().equals("wechat-2021")) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(raw.resolve("user_action.csv"))) {
            return lines.skip(1)
                    .filter(line -> Integer.parseInt(line.split(",", -1)[2]) <= 7)
                    .count();
        }
    }

    /** With labels frequent enough for every split of a few rows to have both classes. */
    static String[] frequent(RawForm<?> form, String set) {
        Map<String, String> wanted = Map.of("clickRate", "0.3", "conversionRate", "0.3", "rates", "10");
        Stream<String> sets = form.options().stream()
                .filter(option -> wanted.containsKey(option.name()))
                .map(option -> option.name() + "=" + wanted.get(option.name()));
        return Stream.concat(Stream.of(set), sets).toArray(String[]::new);
    }

    /** The tasks of what a source counts. */
    private static Map<String, String> tallies(RawForm<?> form) {
        return switch (form.name()) {
            case "criteo" -> Map.of("clicks", "click");
            case "criteo-attribution" -> Map.of("clicks", "click", "clicked and converted", "conversion");
            case "wechat-2021" -> Map.of("like", "like", "read_comment", "read_comment", "favorite", "favorite");
            default -> Map.of("clicks", "click", "conversions", "conversion");
        };
    }

    private static long counted(SourceReport report, String name) {
        return report.counts().stream()
                .filter(count -> count.group().equals("all") && count.name().equals(name))
                .findFirst()
                .orElseThrow()
                .counted();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void ratesSpreadsAndBestScoresAreWhatWasAskedFor(RawForm<?> form) {
        RawTruth truth = write(form, home.resolve("raw"), "signal=1.5");
        truth.logits().forEach(logit -> assertEquals(1.5, logit.deviation(), 1e-9, logit.task()));
        assertEquals(
                ROWS,
                truth.parts().values().stream()
                        .mapToLong(RawTruth.PartTruth::rows)
                        .sum());
        truth.parts().forEach((part, held) -> held.best().forEach((task, best) -> {
            String rate = Rates.OPTION.get(task);
            if (rate != null && truth.options().has(rate)) {
                double wanted = truth.options().get(rate).asDouble();
                double error = Math.sqrt(wanted * (1 - wanted) / best.rows());
                double got = (double) best.positives() / best.rows();
                assertEquals(wanted, got, 5 * error + 0.04 * wanted, part + " " + task);
            }
        }));
        Best first = truth.parts()
                .values()
                .iterator()
                .next()
                .best()
                .values()
                .iterator()
                .next();
        assertTrue(first.auc() > 0.7 && first.auc() < 0.95, () -> "AUC " + first.auc());
    }

    /** Which option sets a task's rate. */
    private static final class Rates {
        static final Map<String, String> OPTION = Map.of("click", "clickRate", "conversion", "conversionRate");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void progressTellsEveryLabelledRow(RawForm<?> form) {
        AtomicLong told = new AtomicLong();
        RawTruth truth = form.write(
                OptionReader.of(List.of("rows=9999", "vocabulary=0.01")), home.resolve("raw"), told::addAndGet);
        assertEquals(9999, told.get());
        assertEquals(truth.json(), RawTruth.read(home.resolve("raw")).json());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void wrongOptionsAreNamed(RawForm<?> form) {
        refused(form, "rows=9", "rows must be at least 10, got 9");
        refused(form, "vocabulary=0", "vocabulary must be above 0 and at most 1, got 0.0");
        refused(form, "signal=-1", "signal must be in [0, 10], got -1.0");
        refused(form, "vocabluary=1", "did you mean 'vocabulary'?");
        assertFalse(Files.exists(home.resolve("refused")));
    }

    private void refused(RawForm<?> form, String set, String line) {
        BadInput refused = assertThrows(BadInput.class, () -> write(form, home.resolve("refused"), set));
        assertTrue(refused.getMessage().contains(line), refused::getMessage);
        assertEquals(1, refused.getMessage().lines().count());
    }

    @Test
    void unknownFormsAreAnsweredWithTheNearest() {
        BadInput refused = assertThrows(BadInput.class, () -> RawForms.named("critoe"));
        assertTrue(refused.getMessage().contains("did you mean 'criteo'?"), refused::getMessage);
    }

    @Test
    void everyFormIsNamedAsASource() {
        RawForms.ALL.forEach(
                form -> assertEquals(form.name(), Sources.named(form.name()).name()));
    }
}
