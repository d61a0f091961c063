package dev.braid.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.data.prepare.PrepareOptions;
import dev.braid.schema.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code prepare} makes of rows whose every value is known. */
final class PrepareTest {
    @TempDir
    Path directory;

    @Test
    void vocabulariesKnowTheTrainingSplitOnlyAndUnseenValuesGetZero() {
        PreparedDataset shop = Shop.prepare(directory, Shop.SPEC);
        // five cities of the training days; 'Once' is below minCount, 'Late' is seen on the test day only
        assertEquals(
                new Feature.Categorical("city", 6), shop.schema().features().get(0));
        List<Double> test = column(shop, Split.TEST, (batch, b) -> batch.ids()[0][b]);
        for (int i = 0; i < 60; i++) {
            assertEquals(i % 2 == 0, test.get(i) == 0, "row " + i);
        }
        assertEquals(
                0, column(shop, Split.TRAIN, (batch, b) -> batch.ids()[0][b]).get(7));
        assertEquals(0.5, shop.description().features().get(0).unseen().get("test"));
    }

    @Test
    void idsFollowFallingCountThenValue() {
        PreparedDataset shop = Shop.prepare(directory, Shop.SPEC);
        List<Double> train = column(shop, Split.TRAIN, (batch, b) -> batch.ids()[0][b]);
        // rows 0..4 hold cities 0..4; city 2 lost a row to 'Once'
        assertEquals(List.of(1.0, 2.0, 5.0, 3.0, 4.0), train.subList(0, 5));
    }

    @Test
    void quotedFieldsMayHoldTheSeparator() {
        PreparedDataset shop = Shop.prepare(directory, Shop.SPEC);
        assertEquals(480, shop.rows(Split.TRAIN));
        assertEquals(0.0, shop.description().features().get(0).missing().get("train"));
    }

    @Test
    void scalingKnowsTheTrainingSplitOnlyAndLeavesMissingOut() {
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (int i = 0; i < 480; i++) {
            if (i % 11 != 0) {
                sum += i % 13;
                squares += (i % 13) * (i % 13);
                n++;
            }
        }
        double mean = sum / n;
        double deviation = Math.sqrt(squares / n - mean * mean);
        PreparedDataset shop = Shop.prepare(directory, Shop.SPEC);
        List<Double> test = column(shop, Split.TEST, (batch, b) -> batch.numbers()[1][b]);
        assertEquals((541 % 13 + 1000 - mean) / deviation, test.get(1), 1e-3);
        assertEquals(
                Double.NaN,
                column(shop, Split.TRAIN, (batch, b) -> batch.numbers()[1][b]).get(11));
    }

    @Test
    void bagsHoldTheIdsOfTheirValuesAndAreEmptyWhereMissing() {
        PreparedDataset shop = Shop.prepare(directory, Shop.SPEC);
        try (BatchStream batches = shop.read(Split.TRAIN, ReadOptions.inOrder(480))) {
            Batch.Bag bag = batches.next().bags()[2];
            assertEquals(0, bag.offsets()[1]);
            assertEquals(2, bag.offsets()[2]);
            assertEquals(720, bag.offsets()[480]);
            // row 1 is "t1| t1", row 2 is "t2| t2"
            assertEquals(bag.ids()[0], bag.ids()[1]);
            assertEquals(bag.ids()[2], bag.ids()[3]);
            assertNotEquals(bag.ids()[0], bag.ids()[2]);
        }
    }

    @Test
    void labelsOutsideTheSampleSpaceAreNaN() {
        PreparedDataset shop = Shop.prepare(directory, Shop.SPEC);
        List<Double> click = column(shop, Split.TRAIN, (batch, b) -> batch.labels()[0][b]);
        List<Double> buy = column(shop, Split.TRAIN, (batch, b) -> batch.labels()[1][b]);
        for (int i = 0; i < 480; i++) {
            assertEquals(i % 3 == 0 ? 1 : 0, click.get(i));
            assertEquals(i % 3 != 0 ? Double.NaN : i % 6 == 0 ? 1 : 0, buy.get(i));
        }
        assertEquals(160, shop.task(Split.TRAIN, "buy").rows());
        assertEquals(80, shop.task(Split.TRAIN, "buy").positives());
    }

    @Test
    void usersAreEqualWhereTheirValuesAre() {
        PreparedDataset shop = Shop.prepare(directory, Shop.SPEC);
        List<Double> users = column(shop, Split.TRAIN, (batch, b) -> batch.users()[0][b]);
        for (int i = 9; i < 480; i++) {
            assertEquals(users.get(i - 9), users.get(i));
            assertNotEquals(users.get(i - 1), users.get(i));
        }
        assertEquals(
                3,
                column(shop, Split.TRAIN, (batch, b) -> batch.weights()[1][b]).get(2));
    }

    @Test
    void fractionsSplitByRowTheSameForEverAndByKeyTogether() {
        String rule = "{fraction: {train: 0.6, validation: 0.2, test: 0.2}, seed: 5%s}";
        PreparedDataset byRow = Shop.prepare(directory, withSplit("{all: " + rule.formatted("") + "}"));
        assertEquals(0.6, byRow.rows(Split.TRAIN) / 600.0, 0.08);
        assertEquals(600, byRow.rows(Split.TRAIN) + byRow.rows(Split.VALIDATION) + byRow.rows(Split.TEST));
        String hash = byRow.contentHash();
        assertEquals(
                hash,
                Shop.prepare(directory, withSplit("{all: " + rule.formatted("") + "}"))
                        .contentHash());
        assertNotEquals(
                hash,
                Shop.prepare(directory, withSplit("{all: " + rule.formatted("").replace("5", "6") + "}"))
                        .contentHash());
        PreparedDataset byUser =
                Shop.prepare(directory, withSplit("{all: " + rule.formatted(", key: \"id // 20\"") + "}"));
        for (Split split : Split.values()) {
            assertEquals(0, byUser.rows(split) % 20, split.label());
        }
    }

    @Test
    void valuesOfAColumnSplit() {
        PreparedDataset shop = Shop.prepare(
                directory,
                withSplit(
                        "{all: {column: day, values: {train: [0, 1, 2], validation: [3], test: [4]}, others: drop}}"));
        assertEquals(
                List.of(180L, 60L, 60L),
                List.of(shop.rows(Split.TRAIN), shop.rows(Split.VALIDATION), shop.rows(Split.TEST)));
    }

    @Test
    void aGivenFileIsHalvedWithoutTouchingTheOther() {
        Shop.write(directory);
        StringBuilder other = new StringBuilder(Shop.header());
        for (int i = 0; i < 300; i++) {
            other.append(Shop.line(i));
        }
        Shop.write(directory.resolve("other.csv"), other.toString());
        String spec = Shop.SPEC
                .replace("{all: log.csv}", "{train: log.csv, test: other.csv}")
                .replaceAll("split:.*\n", "split: {test: {fraction: {validation: 0.5, test: 0.5}, seed: 3}}\n");
        PreparedDataset shop = Shop.prepare(directory, spec);
        assertEquals(600, shop.rows(Split.TRAIN));
        assertEquals(300, shop.rows(Split.VALIDATION) + shop.rows(Split.TEST));
        assertEquals(150.0, (double) shop.rows(Split.TEST), 40);
    }

    @Test
    void autoLeavesLabelsAndDroppedColumnsOutAndTellsNumbersFromNames() {
        String spec = Shop.SPEC
                .replace(Shop.FEATURES, "features: auto\nauto: {maxDistinct: 20}\ndrop: [tags]\n")
                .replace(", rowWeight: \"coalesce(price, 0) + 1\"", "");
        PreparedDataset shop = Shop.prepare(directory, spec);
        assertEquals(
                List.of(
                        new Feature.Numeric("id"),
                        new Feature.Categorical("city", 7),
                        new Feature.Categorical("price", 14)),
                shop.schema().features());
    }

    @Test
    void bucketsCountBoundariesAndZeroIsMissing() {
        PreparedDataset shop =
                Shop.prepare(directory, Shop.SPEC.replace("scale: standardize", "scale: {bucketize: [2, 5]}"));
        assertEquals(
                new Feature.Categorical("price", 4), shop.schema().features().get(1));
        List<Double> bucket = column(shop, Split.TRAIN, (batch, b) -> batch.ids()[1][b]);
        assertEquals(List.of(0.0, 1.0, 2.0, 2.0, 2.0, 3.0), bucket.subList(0, 6));
    }

    @Test
    void equalInputGivesEqualFilesWhateverTheThreads() throws IOException {
        Shop.prepare(directory, Shop.SPEC, new PrepareOptions("", 1, 100, true));
        List<byte[]> one = contents();
        Shop.prepare(directory, Shop.SPEC, new PrepareOptions("1GB", 4, 100, true));
        List<byte[]> four = contents();
        assertEquals(one.size(), four.size());
        assertTrue(one.size() > 8);
        for (int i = 0; i < one.size(); i++) {
            assertArrayEquals(one.get(i), four.get(i));
        }
    }

    @Test
    void correlationsAreThoseOfTheLabels() {
        String spec = Shop.SPEC.replace("space: click, ", "");
        DatasetDescription.Correlations c =
                Shop.prepare(directory, spec).description().labelCorrelations();
        // p = 1/3 and 1/6, nested: Pearson = sqrt(p_z (1-p_y) / (p_y (1-p_z))), cosine = sqrt(p_z / p_y)
        assertEquals(Math.sqrt((1 / 6.0) * (2 / 3.0) / ((1 / 3.0) * (5 / 6.0))), value(c.pearson()[0][1]), 1e-12);
        assertEquals(Math.sqrt(0.5), value(c.cosine()[1][0]), 1e-12);
        assertEquals(480, c.rows()[0][1]);
    }

    private static double value(@Nullable Double defined) {
        return Objects.requireNonNull(defined);
    }

    @Test
    void undefinedCorrelationsAreNullOnDiskToo() {
        PreparedDataset prepared = Shop.prepare(directory, Shop.SPEC);
        for (PreparedDataset dataset : List.of(prepared, PreparedDataset.open(prepared.directory()))) {
            DatasetDescription.Correlations c = dataset.description().labelCorrelations();
            // only what is clicked can be bought: where both labels are known, click is 1
            assertNull(c.pearson()[0][1]);
            assertNull(c.pearson()[1][0]);
            assertEquals(1, value(c.pearson()[1][1]), 1e-12);
            assertEquals(Math.sqrt(0.5), value(c.cosine()[0][1]), 1e-12);
        }
    }

    private static String withSplit(String rules) {
        return Shop.SPEC.replaceAll("split:.*\n", "split: " + java.util.regex.Matcher.quoteReplacement(rules) + "\n");
    }

    private List<byte[]> contents() throws IOException {
        List<byte[]> contents = new ArrayList<>();
        try (var files = Files.walk(directory.resolve("dataset"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                contents.add(Files.readAllBytes(file));
            }
        }
        return contents;
    }

    static List<Double> column(PreparedDataset dataset, Split split, ToDoubleBiFunction<Batch, Integer> value) {
        List<Double> values = new ArrayList<>();
        try (BatchStream batches = dataset.read(split, ReadOptions.inOrder(64))) {
            for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
                for (int b = 0; b < batch.rows(); b++) {
                    values.add(value.applyAsDouble(batch, b));
                }
            }
        }
        return values;
    }
}
