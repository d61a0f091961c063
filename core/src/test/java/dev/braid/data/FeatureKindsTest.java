package dev.braid.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.data.profile.Profiler;
import dev.braid.data.raw.Transformation;
import dev.braid.data.raw.ValueHash;
import dev.braid.fault.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hashing, shared embeddings, crosses, and unseen values apart from missing ones. */
final class FeatureKindsTest {
    @TempDir
    Path directory;

    @Test
    void theHashOfAValueNeverChanges() {
        // md5("abc") is 900150983cd24fb0d6963f7d28e17f72, of RFC 1321
        assertEquals(1 + (int) (0x900150983cd24fbL % 1000), ValueHash.id("abc", 1000));
        assertEquals(1 + (int) (0x900150983cd24fbL % 2147483646), ValueHash.id("abc", 2147483646));
    }

    @Test
    void hashedFeaturesNeedNoVocabulary() throws IOException {
        PreparedDataset dataset = prepare("{city: {type: categorical, buckets: 50}}");
        assertEquals(51, dataset.schema().features().get(0).ids());
        try (var files = Files.list(dataset.directory().resolve(DatasetDescription.VOCABULARIES))) {
            assertEquals(0, files.count());
        }
        assertEquals(0, dataset.description().features().get(0).unseen().get("test"));
    }

    @Test
    void unseenValuesStandApartFromMissingOnesWhereAsked() {
        PreparedDataset dataset = prepare("{city: {type: categorical, minCount: 2, unseen: own}}");
        assertEquals(7, dataset.schema().features().get(0).ids());
        try (BatchStream test = dataset.read(Split.TEST, ReadOptions.inOrder(60));
                BatchStream train = dataset.read(Split.TRAIN, ReadOptions.inOrder(60))) {
            Batch late = test.next();
            for (int b = 0; b < 60; b++) {
                assertEquals(b % 2 == 0, late.ids()[0][b] == 1, "row " + b);
            }
            assertEquals(1, train.next().ids()[0][7], "a rare value");
        }
        assertEquals(0.5, dataset.description().features().get(0).unseen().get("test"));
        assertEquals(0, dataset.description().features().get(0).missing().get("test"));
    }

    @Test
    void featuresOfOneEmbeddingShareOneVocabulary() throws IOException {
        PreparedDataset dataset = prepare(
                "{first: {type: categorical, sql: \"split_part(tags, '|', 1)\", embedding: tag}, tags: {type: multi,"
                        + " embedding: tag}}");
        assertEquals(
                dataset.schema().features().get(0).ids(),
                dataset.schema().features().get(1).ids());
        try (var files = Files.list(dataset.directory().resolve(DatasetDescription.VOCABULARIES))) {
            assertEquals(1, files.count());
        }
        try (BatchStream train = dataset.read(Split.TRAIN, ReadOptions.inOrder(400))) {
            Batch batch = train.next();
            Batch.Bag tags = batch.bags()[1];
            for (int b = 0; b < 400; b++) {
                int start = tags.offsets()[b];
                int first = start == tags.offsets()[b + 1] ? 0 : tags.ids()[start];
                assertEquals(first, batch.ids()[0][b], "row " + b);
            }
        }
    }

    @Test
    void aCrossOfColumnsTellsItsPairsApart() {
        PreparedDataset dataset = prepare("{both: {cross: [user, city]}}");
        // 9 users, 5 cities on 480 rows; one more city on one row
        assertEquals(1 + 45 + 1, dataset.schema().features().get(0).ids());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "day # '0'",
                "\"case when tags is not null then '1|2|3' end\" # '1|2|3'",
                "\"'-1|1'\" # '-1|1'",
                "\"'nan|1'\" # 'nan|1'",
                "\"'|1'\" # '|1'",
                "\"'1|x'\" # '1|x'",
            })
    void everyValueNeedsAWeightThatIsANumber(String weights, String shown) {
        String message = assertThrows(BadInput.class, () -> prepare("{tags: {type: multi, weights: " + weights + "}}"))
                .getMessage();
        assertTrue(
                message.contains("log.csv:")
                        && message.contains("column 'tags': " + shown + " does not give every value a"
                                + " weight that is a finite number of at least 0"),
                message);
    }

    @Test
    void weightsMayBeNegativeInASum() {
        PreparedDataset dataset = prepare(
                "{tags: {type: multi, pooling: sum, weights: \"case when tags is not null then" + " '-1|0.5' end\"}}");
        assertEquals("weights.tags", Layout.weights("tags"));
        try (BatchStream train = dataset.read(Split.TRAIN, ReadOptions.inOrder(3))) {
            Batch.Bag bag = train.next().bags()[0];
            assertArrayEquals(new int[] {0, 0, 2, 4}, bag.offsets());
            assertArrayEquals(new float[] {-1, 0.5f, -1, 0.5f}, bag.weights());
        }
    }

    @Test
    void datasetsOfVersion1CanStillBeRead() throws IOException {
        PreparedDataset dataset = Shop.prepare(directory, Shop.SPEC);
        Path description = dataset.directory().resolve(DescriptionFile.NAME);
        Files.writeString(
                description,
                Files.readString(description)
                        .replace("\"version\" : 3", "\"version\" : 1")
                        .replaceAll(",\\s*\"(embedding|weighted|weights)\" : (null|false)", ""));
        Path transformation = dataset.directory().resolve(DatasetDescription.TRANSFORMATION);
        Files.writeString(
                transformation,
                Files.readString(transformation)
                        .replace("\"version\" : 2", "\"version\" : 1")
                        .replaceAll(",\\s*\"(embedding|weighted|weights)\" : (null|false)", "")
                        .replaceAll(",\\s*\"cross\" : \\[ \\]", "")
                        .replaceAll("\"ids\" : \\{\\s*\"kind\" : \"vocabulary\",", "\"vocabulary\" : {")
                        .replaceAll("\"first\" : 1,", ""));
        assertFalse(Files.readString(transformation).contains("first"), Files.readString(transformation));
        assertEquals(dataset.schema(), PreparedDataset.open(dataset.directory()).schema());
        assertEquals(dataset.schema(), Transformation.open(dataset.directory()).schema());
    }

    @Test
    void datasetsOfVersion2WithZeroForUndefinedCorrelationsCanStillBeRead() throws IOException {
        PreparedDataset dataset = prepare(
                "{city: {type: categorical, embedding: place}, where: {type: categorical, sql: city, embedding: place}}");
        Path description = dataset.directory().resolve(DescriptionFile.NAME);
        String json = Files.readString(description).replace("\"version\" : 3", "\"version\" : 2");
        Files.writeString(description, json.replace(", null ]", ", 0.0 ]").replace("[ null, ", "[ 0.0, "));
        assertTrue(Files.readString(description).contains("[ 0.0, 1.0 ]"), json);
        PreparedDataset opened = PreparedDataset.open(dataset.directory());
        assertEquals(dataset.schema(), opened.schema());
        assertEquals(0.0, opened.description().labelCorrelations().pearson()[0][1]);
        assertNull(Profiler.labelPairs(opened).get(0).pearson(), "only the labels tell");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "{city: {type: categorical, buckets: 9, minCount: 2}} # minCount: does not go with 'buckets': hashed values are not"
                        + " counted; leave one of them out",
                "{city: {type: categorical, buckets: 9, unseen: own}} # unseen: does not go with 'buckets': unseen values are hashed"
                        + " like all others",
                "{city: {type: categorical, buckets: 0}} # a whole number of at least 1 is expected, got '0'",
                "{city: {type: categorical, buckets: 2147483647}} # buckets: at most 2147483646 are possible",
                "{city: {type: categorical, embedding: x}, tags: {type: multi, embedding: x, minCount: 2}} # feature 'tags':"
                        + " embedding: 'x' is shared with feature 'city', so minCount, buckets and unseen must be the same for both",
                "{both: {cross: [city]}} # cross: name two raw columns or more, such as cross: [city, device]",
                "{both: {cross: [city, user], sql: day}} # sql: does not go with 'cross', which takes its value from raw columns",
                "{both: {cross: [city, usr]}} # feature 'both': cross: no column is named 'usr'; did you mean 'user'?",
                "{tags: {type: multi, weights: day, weightSeparator: x}} # weightSeparator: does not go with 'weights'",
                "{tags: {type: multi, weights: dya}} # weights: 'dya': no column is named 'dya'; did you mean 'day'?",
                "{tags: {type: multi, weightSeparator: t}, weights.tags: {type: categorical, sql: day}} # 'weights.tags': this name is kept",
                "{price: {type: numeric, buckets: 3}} # there is no key 'buckets'",
            })
    void whatDoesNotGoTogetherIsToldInOneLine(String features, String line) {
        String message = assertThrows(BadInput.class, () -> prepare(features)).getMessage();
        assertTrue(message.contains(line), message);
        assertEquals(1, message.lines().count(), message);
    }

    private PreparedDataset prepare(String features) {
        return Shop.prepare(directory, """
                name: shop
                files: {all: log.csv}
                split: {all: {time: day, ranges: {train: {before: 8}, validation: {from: 8, before: 9}, test: {from: 9}}}}
                features: %s
                """.formatted(features) + Shop.TASKS);
    }
}
