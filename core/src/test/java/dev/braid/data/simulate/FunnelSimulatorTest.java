package dev.braid.data.simulate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadFormat;
import dev.braid.fault.BadInput;
import dev.braid.metric.Auc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunnelSimulatorTest {
    private static final FunnelOptions OPTIONS = FunnelOptions.DEFAULTS.withRows(60_000);

    @TempDir
    static Path home;

    private static FunnelTruth truth;

    @BeforeAll
    static void simulate() {
        truth = FunnelSimulator.write(OPTIONS, home.resolve("funnel"), rows -> {});
    }

    /** One split: labels and true probabilities. */
    private record Rows(float[] click, float[] conversion, double[] pClick, double[] pConversion, double[] pCtcvr) {
        static Rows read(Path folder, String split) throws IOException {
            List<String> rows = Files.readAllLines(folder.resolve(split + ".csv"));
            List<String> secrets = Files.readAllLines(folder.resolve("truth/" + split + ".csv"));
            assertEquals(rows.size(), secrets.size());
            int n = rows.size() - 1;
            Rows read = new Rows(new float[n], new float[n], new double[n], new double[n], new double[n]);
            for (int i = 0; i < n; i++) {
                String[] cells = rows.get(i + 1).split(",", -1);
                assertEquals(17, cells.length);
                read.click[i] = Float.parseFloat(cells[15]);
                read.conversion[i] = Float.parseFloat(cells[16]);
                String[] p = secrets.get(i + 1).split(",", -1);
                assertEquals(i, Integer.parseInt(p[0]));
                read.pClick[i] = Double.parseDouble(p[1]);
                read.pConversion[i] = Double.parseDouble(p[2]);
                read.pCtcvr[i] = Double.parseDouble(p[3]);
            }
            return read;
        }

        /** Conversion labels in the space of clicks: no label elsewhere. */
        float[] conversionOfClicks() {
            float[] labels = conversion.clone();
            for (int i = 0; i < labels.length; i++) {
                labels[i] = click[i] == 1 ? labels[i] : Float.NaN;
            }
            return labels;
        }
    }

    private Rows test() throws IOException {
        return Rows.read(home.resolve("funnel"), "test");
    }

    @Test
    void conversionsHappenOnlyAfterClicks() throws IOException {
        Rows rows = test();
        int conversions = 0;
        for (int i = 0; i < rows.click().length; i++) {
            assertTrue(rows.conversion()[i] <= rows.click()[i], "row " + i + " converts without a click");
            conversions += (int) rows.conversion()[i];
        }
        assertTrue(conversions > 0);
    }

    @Test
    void splitsHaveTheRowsAskedFor() {
        assertEquals(
                List.of("train", "validation", "test"),
                List.copyOf(truth.splits().keySet()));
        assertEquals(48_000, truth.splits().get("train").rows());
        assertEquals(6_000, truth.splits().get("validation").rows());
        assertEquals(6_000, truth.splits().get("test").rows());
    }

    @Test
    void ratesAreWhatWasAskedFor() {
        FunnelTruth.SplitTruth train = truth.splits().get("train");
        assertEquals(OPTIONS.clickRate(), train.clickRate(), 0.01);
        assertEquals(OPTIONS.conversionRate(), train.conversionRate(), 0.02);
        FunnelOptions rare = new FunnelOptions(500, 300, 100_000, 0.03, 0.4, 0.3, 1, 1, 0, 0, 3);
        FunnelTruth.SplitTruth other = FunnelSimulator.write(rare, home.resolve("rare"), rows -> {})
                .splits()
                .get("train");
        assertEquals(0.03, other.clickRate(), 0.003);
        assertEquals(0.4, other.conversionRate(), 0.04);
    }

    @Test
    void theTruthIsCalibratedOnTheLabels() throws IOException {
        Rows rows = test();
        double expected = Arrays.stream(rows.pCtcvr()).sum();
        double seen = 0;
        for (float converted : rows.conversion()) {
            seen += converted;
        }
        assertEquals(expected, seen, 4 * Math.sqrt(expected));
        for (int i = 0; i < rows.click().length; i++) {
            assertEquals(rows.pClick()[i] * rows.pConversion()[i], rows.pCtcvr()[i], 1e-9);
        }
    }

    @Test
    void theBestAucIsThatOfTheTrueProbabilitiesOnTheLabels() throws IOException {
        Rows rows = test();
        Map<String, FunnelTruth.Best> best = truth.splits().get("test").best();
        assertEquals(List.of("click", "conversion", "ctcvr:conversion"), List.copyOf(best.keySet()));
        assertEquals(Auc.of(rows.click(), rows.pClick()), best.get("click").auc(), 1e-6);
        assertEquals(
                Auc.of(rows.conversionOfClicks(), rows.pConversion()),
                best.get("conversion").auc(),
                1e-5);
        assertEquals(
                Auc.of(rows.conversion(), rows.pCtcvr()),
                best.get("ctcvr:conversion").auc(),
                1e-5);
        assertEquals("click=1", best.get("conversion").space());
    }

    @Test
    void noNoisyVersionOfTheTruthBeatsIt() throws IOException {
        Rows rows = test();
        double best = truth.splits().get("test").best().get("click").auc();
        double before = best;
        for (double noise : new double[] {0.5, 1, 2, 4}) {
            SplittableRandom random = new SplittableRandom(11);
            double[] worse = Arrays.stream(rows.pClick())
                    .map(p -> Math.log(p / (1 - p)) + noise * random.nextGaussian())
                    .toArray();
            double auc = Auc.of(rows.click(), worse);
            assertTrue(auc < before, noise + ": " + auc + " is not below " + before);
            before = auc;
        }
        assertTrue(before > 0.5);
    }

    @Test
    void theSignalIsRichAndTheTasksAreLearnable() {
        truth.splits().forEach((split, of) -> of.best().forEach((task, best) -> {
            assertTrue(best.auc() > 0.75 && best.auc() < 0.92, split + " " + task + ": " + best.auc());
            assertTrue(best.logloss() > 0);
        }));
    }

    @Test
    void taskCorrelationIsWhatWasAskedFor() {
        double before = -2;
        for (double wanted : new double[] {-0.5, 0, 0.3, 0.7, 1}) {
            FunnelOptions options = OPTIONS.withTaskCorrelation(wanted).withRows(20_000);
            FunnelTruth other = FunnelSimulator.write(options, home.resolve("correlation" + wanted), rows -> {});
            double seen = other.splits().get("train").logitCorrelation();
            assertEquals(wanted, seen, 0.03);
            assertTrue(seen > before);
            before = seen;
        }
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
        FunnelOptions options = OPTIONS.withRows(5_000);
        Path first = home.resolve("first");
        Path second = home.resolve("second");
        FunnelSimulator.write(options, first, rows -> {});
        FunnelSimulator.write(options, second, rows -> {});
        List<String> names = names(first);
        assertEquals(
                List.of(
                        "spec.yaml",
                        "test.csv",
                        "train.csv",
                        "truth.json",
                        "truth/test.csv",
                        "truth/train.csv",
                        "truth/validation.csv",
                        "validation.csv"),
                names);
        assertEquals(names, names(second));
        for (String name : names) {
            assertArrayEquals(Files.readAllBytes(first.resolve(name)), Files.readAllBytes(second.resolve(name)), name);
        }
        FunnelSimulator.write(options.withSeed(2), home.resolve("third"), rows -> {});
        assertNotEquals(
                Files.readString(first.resolve("train.csv")),
                Files.readString(home.resolve("third").resolve("train.csv")));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(f -> folder.relativize(f).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void itemsFollowTheirZipfLaw() throws IOException {
        FunnelOptions skewed = new FunnelOptions(100, 50, 50_000, 0.2, 0.2, 0, 1, 1, 0, 0, 4);
        int[] counts = itemCounts(skewed, "skewed");
        double harmonic = 0;
        for (int r = 1; r <= 50; r++) {
            harmonic += 1.0 / r;
        }
        for (int rank : new int[] {1, 2, 5, 20}) {
            assertEquals(1 / (rank * harmonic), counts[rank - 1] / 40_000.0, 0.01, "rank " + rank);
        }
        int[] even = itemCounts(new FunnelOptions(100, 50, 50_000, 0.2, 0.2, 0, 1, 0, 0, 0, 4), "even");
        double deviation = Math.sqrt(40_000 / 50.0);
        assertEquals(800, even[0], 5 * deviation);
        assertEquals(800, even[49], 5 * deviation);
    }

    private int[] itemCounts(FunnelOptions options, String name) throws IOException {
        FunnelSimulator.write(options, home.resolve(name), rows -> {});
        Map<String, Integer> counts = new HashMap<>();
        try (Stream<String> lines = Files.lines(home.resolve(name).resolve("train.csv"))) {
            lines.skip(1).forEach(line -> counts.merge(line.split(",", -1)[6], 1, Integer::sum));
        }
        List<Integer> descending = new ArrayList<>(counts.values());
        descending.sort((a, b) -> b - a);
        return descending.stream().mapToInt(c -> c).toArray();
    }

    @Test
    void cellsAreMissingAsOftenAsAskedForAndIdsNever() throws IOException {
        FunnelOptions holes = new FunnelOptions(3000, 3000, 20_000, 0.2, 0.2, 0, 1, 0, 0.25, 0.3, 5);
        FunnelSimulator.write(holes, home.resolve("holes"), rows -> {});
        int[] empty = new int[17];
        List<String> lines = Files.readAllLines(home.resolve("holes").resolve("train.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            for (int c = 0; c < cells.length; c++) {
                empty[c] += cells[c].isEmpty() ? 1 : 0;
            }
        }
        String[] names = lines.get(0).split(",", -1);
        for (int c = 0; c < names.length; c++) {
            boolean whole = List.of("user_id", "item_id", "click", "conversion").contains(names[c]);
            assertEquals(whole ? 0 : 0.25, empty[c] / 16_000.0, whole ? 0 : 0.04, names[c]);
        }
    }

    @Test
    void progressCountsEveryRow() {
        AtomicLong seen = new AtomicLong();
        FunnelSimulator.write(OPTIONS.withRows(30_007), home.resolve("progress"), seen::addAndGet);
        assertEquals(30_007, seen.get());
    }

    @Test
    void theTruthFileIsReadBackAsWritten() {
        assertEquals(truth, FunnelTruth.read(home.resolve("funnel")));
    }

    @Test
    void aFolderThatExistsIsRefusedAndLeftAlone() throws IOException {
        Path there = Files.createDirectory(home.resolve("there"));
        Files.writeString(there.resolve("mine.txt"), "mine");
        BadInput fault = assertThrows(BadInput.class, () -> FunnelSimulator.write(OPTIONS, there, rows -> {}));
        assertTrue(fault.getMessage().contains("there: exists already"), fault.getMessage());
        assertEquals(List.of("mine.txt"), names(there));
    }

    @Test
    void aSimulationThatFailsLeavesNothingBehind() throws IOException {
        Path parent = Files.createDirectory(home.resolve("parent"));
        assertThrows(
                IllegalStateException.class,
                () -> FunnelSimulator.write(OPTIONS, parent.resolve("funnel"), rows -> {
                    throw new IllegalStateException("stopped");
                }));
        try (Stream<Path> left = Files.list(parent)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void aPlaceThatCannotHoldAFolderIsRefused() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "x");
        BadInput fault =
                assertThrows(BadInput.class, () -> FunnelSimulator.write(OPTIONS, file.resolve("funnel"), rows -> {}));
        assertTrue(fault.getMessage().contains("cannot be written"), fault.getMessage());
    }

    @Test
    void aMissingOrForeignTruthIsRefused() throws IOException {
        assertThrows(BadInput.class, () -> FunnelTruth.read(home.resolve("nowhere")));
        Path foreign = Files.createDirectory(home.resolve("foreign"));
        Files.writeString(foreign.resolve("truth.json"), "{\"generator\": 3");
        assertThrows(BadFormat.class, () -> FunnelTruth.read(foreign));
    }

    @Test
    void impossibleOptionsAreRefusedByName() {
        assertRefused("users", () -> new FunnelOptions(0, 1, 10, .1, .1, 0, 1, 1, 0, 0, 1));
        assertRefused("rows", () -> OPTIONS.withRows(9));
        assertRefused("clickRate", () -> new FunnelOptions(1, 1, 10, 0, .1, 0, 1, 1, 0, 0, 1));
        assertRefused("conversionRate", () -> new FunnelOptions(1, 1, 10, .1, 1, 0, 1, 1, 0, 0, 1));
        assertRefused("taskCorrelation", () -> OPTIONS.withTaskCorrelation(Double.NaN));
        assertRefused("missingRate", () -> new FunnelOptions(1, 1, 10, .1, .1, 0, 1, 1, 1, 0, 1));
    }

    private static void assertRefused(String option, Runnable construction) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, construction::run);
        assertTrue(refused.getMessage().startsWith(option + " must be"), refused.getMessage());
        assertFalse(refused.getMessage().contains("\n"));
    }
}
