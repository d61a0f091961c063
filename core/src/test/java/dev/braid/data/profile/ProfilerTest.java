package dev.braid.data.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.data.PreparedDataset;
import dev.braid.data.prepare.Prepare;
import dev.braid.data.prepare.PrepareListener;
import dev.braid.data.prepare.PrepareOptions;
import dev.braid.data.profile.ColumnProfile.Kind;
import dev.braid.data.profile.ColumnProfile.Naming;
import dev.braid.data.profile.ColumnProfile.Spread;
import dev.braid.data.profile.ColumnProfile.TopValue;
import dev.braid.data.raw.ValueHash;
import dev.braid.data.spec.DatasetSpec;
import dev.braid.fault.BadFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A profile of few rows, worked out by hand. */
final class ProfilerTest {
    /** Eight rows of training, two of validation, four of test. */
    private static final String RAW = """
            part,city,device,price,tags,seconds,click,buy,never
            train,Rome,tv,1,a|b,1|3,1,1,0
            train,Rome,tv,3,a,2,1,0,0
            train,Rome,tv,,,,1,0,0
            train,Oslo,tv,5,a|c,4|2,0,0,1
            train,Oslo,phone,7,c,0,0,0,0
            train,,phone,9,,,0,0,0
            train,Lima,phone,9,a,3,0,1,
            train,Rome,phone,9,b,1,1,1,
            validation,Bonn,tv,2,a,1,0,0,0
            validation,Rome,tv,2,d,1,1,1,0
            test,Bonn,tv,2,a|d,1|1,0,0,0
            test,Kiel,tv,2,a|a,1|1,0,0,0
            test,Rome,tv,,,,1,1,0
            test,,tv,2,,,0,1,0
            """;

    private static final String SPEC = """
            name: few
            files: {all: few.csv}
            split: {all: {column: part, values: {train: [train], validation: [validation], test: [test]}}}
            features:
              city: {type: categorical}
              common: {type: categorical, sql: city, minCount: 2, unseen: own}
              hashed: {type: categorical, sql: city, buckets: 1000}
              place: {cross: [city, device]}
              price: {type: numeric, scale: standardize}
              logged: {type: numeric, sql: price, scale: log1p}
              steps: {type: numeric, sql: price, scale: {bucketize: [3, 9]}}
              tags: {type: multi, weights: seconds, embedding: tag}
              tag: {type: categorical, sql: "split_part(tags, '|', 1)", embedding: tag}
            tasks:
              click: {label: click}
              buy: {label: buy}
              bought: {label: buy, space: click}
              never: {label: never}
            """;

    @TempDir
    Path directory;

    private PreparedDataset dataset;
    private Profile profile;

    @BeforeEach
    void profile() throws IOException {
        Files.writeString(directory.resolve("few.csv"), RAW);
        dataset = Prepare.run(
                DatasetSpec.parse(SPEC, "few.yaml"),
                directory,
                directory.resolve("dataset"),
                new PrepareOptions("", 1, 1 << 18, true),
                PrepareListener.NONE);
        profile = Profiler.profile(dataset);
    }

    private ColumnProfile column(String feature) {
        return profile.columns().stream()
                .filter(c -> c.feature().equals(feature))
                .findFirst()
                .orElseThrow();
    }

    private LabelPair pair(String first, String second) {
        return profile.labelPairs().stream()
                .filter(p -> p.first().equals(first) && p.second().equals(second))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aVocabularyShowsItsValuesAndWhatItLacks() {
        ColumnProfile city = column("city");
        assertEquals(Kind.CATEGORICAL, city.kind());
        assertEquals(Naming.VOCABULARY, city.naming());
        assertEquals(3, city.ids());
        assertEquals(3, city.used());
        assertEquals(
                List.of(
                        new TopValue(1, "Rome", 4, 0.5),
                        new TopValue(2, "Oslo", 2, 0.25),
                        new TopValue(3, "Lima", 1, 0.125)),
                city.top());
        assertEquals(Map.of("train", 0.125, "validation", 0.0, "test", 0.25), city.missing());
        assertEquals(Map.of("train", 0.0, "validation", 0.5, "test", 0.5), city.unseen());
    }

    @Test
    void rareValuesAreUnseenAndNoTopValue() {
        ColumnProfile common = column("common");
        assertEquals(2, common.ids());
        assertEquals(List.of(new TopValue(2, "Rome", 4, 0.5), new TopValue(3, "Oslo", 2, 0.25)), common.top());
        assertEquals(Map.of("train", 0.125, "validation", 0.5, "test", 0.5), common.unseen());
        assertEquals(0.125, common.missing().get("train"));
    }

    @Test
    void hashedValuesHaveBucketsOnly() {
        ColumnProfile hashed = column("hashed");
        assertEquals(Naming.HASHED, hashed.naming());
        assertEquals(1000, hashed.ids());
        assertEquals(3, hashed.used());
        assertNull(hashed.unseen());
        assertEquals(
                new TopValue(ValueHash.id("Rome", 1000), null, 4, 0.5),
                hashed.top().get(0));
    }

    @Test
    void aCrossShowsItsValuesTogether() {
        assertEquals(new TopValue(1, "Rome*tv", 3, 0.375), column("place").top().get(0));
    }

    @Test
    void numbersAreThoseOfTheRawData() {
        for (String scaled : List.of("price", "logged")) {
            ColumnProfile price = column(scaled);
            Spread numbers = price.numbers();
            assertEquals(7, numbers.count());
            assertEquals(1, numbers.min(), 1e-5);
            assertEquals(43 / 7.0, numbers.mean(), 1e-5);
            assertEquals(9, numbers.max(), 1e-5);
            assertEquals(Math.sqrt(327 / 7.0 - 43 * 43 / 49.0), numbers.deviation(), 1e-5);
            assertEquals(0.125, price.missing().get("train"));
            assertEquals(0.25, price.missing().get("test"));
            assertNull(price.unseen());
            assertNull(price.ids());
        }
    }

    @Test
    void intervalsAreShownByTheirBounds() {
        ColumnProfile steps = column("steps");
        assertEquals(Naming.INTERVALS, steps.naming());
        assertEquals(3, steps.ids());
        assertEquals(
                List.of(
                        new TopValue(2, "[3, 9)", 3, 0.375),
                        new TopValue(3, "≥ 9", 3, 0.375),
                        new TopValue(1, "< 3", 1, 0.125)),
                steps.top());
    }

    @Test
    void listsAreCountedByValueAndShareTheirVocabulary() {
        ColumnProfile tags = column("tags");
        assertEquals(Kind.MULTI, tags.kind());
        assertEquals("tag", tags.embedding());
        assertEquals(
                List.of("a", "b", "c"), tags.top().stream().map(TopValue::value).toList());
        assertEquals(0.5, tags.top().get(0).share());
        assertEquals(0.25, tags.missing().get("train"));
        assertEquals(Map.of("train", 0.0, "validation", 0.5, "test", 0.25), tags.unseen());
        assertEquals(new Spread(8, 0.0, 1.0, 2.0, Math.sqrt(0.5)), tags.lengths());
        assertEquals(new Spread(8, 0.0, 2.0, 4.0, Math.sqrt(1.5)), tags.weights());
        ColumnProfile tag = column("tag");
        assertEquals(tags.ids(), tag.ids());
        assertEquals(tags.ids(), tag.used());
        assertEquals(new TopValue(1, "a", 4, 0.5), tag.top().get(0));
    }

    @Test
    void labelsCorrelateByTheFormula() {
        // 8 rows: 4 clicks, 3 buys, 2 of both
        LabelPair pair = pair("click", "buy");
        assertEquals(
                List.of(8L, 4L, 3L, 2L),
                List.of(pair.rows(), pair.firstPositives(), pair.secondPositives(), pair.bothPositives()));
        double p = 4 / 8.0;
        double q = 3 / 8.0;
        assertEquals((2 / 8.0 - p * q) / Math.sqrt(p * (1 - p) * q * (1 - q)), pair.pearson(), 1e-12);
        assertEquals(2 / Math.sqrt(4 * 3), pair.cosine(), 1e-12);
    }

    @Test
    void aTaskInTheSpaceOfAnotherIsComparedWithinIt() {
        LabelPair chain = pair("click", "bought");
        assertEquals(4, chain.rows());
        assertNull(chain.pearson(), "every row is a click");
        assertEquals(Math.sqrt(0.5), chain.cosine(), 1e-12);
        assertEquals(1, pair("buy", "bought").pearson(), 1e-12);
    }

    @Test
    void aLabelThatIsNeverPositiveInTheCommonRowsCorrelatesWithNothing() {
        LabelPair pair = pair("bought", "never");
        assertEquals(3, pair.rows());
        assertEquals(0, pair.secondPositives());
        assertNull(pair.pearson());
        assertNull(pair.cosine());
    }

    @Test
    void aVocabularyThatIsShortIsTold() throws IOException {
        Path words = directory.resolve("dataset/vocabularies");
        try (var files = Files.list(words)) {
            List<Path> sorted = files.sorted().toList();
            Path place = sorted.stream()
                    .filter(f -> f.toString().contains("place"))
                    .findFirst()
                    .orElseThrow();
            Path common = sorted.stream()
                    .filter(f -> f.toString().contains("common"))
                    .findFirst()
                    .orElseThrow();
            Files.write(place, Files.readAllBytes(common));
        }
        String message =
                assertThrows(BadFormat.class, () -> Profiler.profile(dataset)).getMessage();
        assertTrue(message.contains("place") && message.contains("prepare the dataset again"), message);
    }
}
