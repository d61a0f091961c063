package dev.braid.data.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.data.Batch;
import dev.braid.data.BatchStream;
import dev.braid.data.PreparedDataset;
import dev.braid.data.ReadOptions;
import dev.braid.data.Split;
import dev.braid.fault.BadInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AliCcpTest {
    @TempDir
    Path folder;

    /** Elements written as {@code 205=7} or {@code 205=7:0.5}. */
    private static String list(String... elements) {
        List<String> written = new ArrayList<>();
        for (String element : elements) {
            String[] parts = element.split("[=:]", -1);
            written.add(parts[0] + "\u0002" + parts[1] + "\u0003" + (parts.length > 2 ? parts[2] : "1.0"));
        }
        return elements.length + "," + String.join("\u0001", written);
    }

    private static String skeleton(int id, int click, int conversion, String key, String... elements) {
        return id + "," + click + "," + conversion + "," + key + "," + list(elements) + "\n";
    }

    private static String common(String key, String... elements) {
        return key + "," + list(elements) + "\n";
    }

    private static final String[] ITEM = {"205=i1", "206=c1", "210=a", "210=b", "301=1", "508=x:2.5", "999=unknown"};

    private Download download() {
        StringBuilder train = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            train.append(skeleton(i, i % 2, i % 4 == 1 ? 1 : 0, i % 3 == 0 ? "k1" : "k2", ITEM));
        }
        return new Download(folder)
                .file("sample_skeleton_train.csv", train.toString())
                .file(
                        "common_features_train.csv",
                        common("k1", "101=u1", "121=p1", "109_14=g1:0.5", "109_14=g2:2.5", "109_14=g3:2.5")
                                + common("k2", "101=u2", "121=p2"))
                .file(
                        "sample_skeleton_test.csv",
                        skeleton(0, 1, 1, "k2", "205=i1", "101=u1")
                                + skeleton(1, 0, 0, "k3", "205=i9", "206=c1", "508=x:3.5"))
                .file("common_features_test.csv", common("k3", "101=u1", "121=p2") + common("k2", "121=p1"));
    }

    @Test
    void rowsAreJoinedWithTheCommonFeaturesOfTheirOwnFile() {
        PreparedDataset dataset = download().prepare("ali-ccp", "minCount=1").dataset();
        // the key k2 of the test file is another one than that of the training file
        assertEquals(List.of("u1", "u1"), Download.values(dataset, Split.TEST, "101"));
        assertEquals(List.of("p1", "p2"), Download.values(dataset, Split.TEST, "121"));
        assertEquals(Arrays.asList("i1", null), Download.values(dataset, Split.TEST, "205"));
        assertEquals(Arrays.asList(null, "c1"), Download.values(dataset, Split.TEST, "206"));
        assertEquals(List.of("1", "0"), Download.labels(dataset, Split.TEST, "click"));
        assertEquals(Arrays.asList("1", null), Download.labels(dataset, Split.TEST, "conversion"));
        assertEquals(AliCcp.SINGLE, Download.features(dataset));
        assertEquals(40, dataset.rows(Split.TRAIN) + dataset.rows(Split.VALIDATION));
    }

    @Test
    void commonFeaturesWinOverThoseOfTheRow() {
        PreparedDataset dataset = download()
                .file("common_features_test.csv", common("k3", "101=u1", "205=i1") + common("k2", "101=u2"))
                .prepare("ali-ccp", "minCount=1")
                .dataset();
        assertEquals(List.of("u2", "u1"), Download.values(dataset, Split.TEST, "101"));
        assertEquals(List.of("i1", "i1"), Download.values(dataset, Split.TEST, "205"));
    }

    @Test
    void rechubTakesTheLastValueAndItsWeight() {
        PreparedDataset dataset =
                download().prepare("ali-ccp", "preset=rechub", "minCount=1").dataset();
        assertEquals(31, dataset.schema().features().size());
        assertEquals(40, dataset.rows(Split.TRAIN));
        assertEquals("b", Download.values(dataset, Split.TRAIN, "210").get(0));
        assertEquals("g3", Download.values(dataset, Split.TRAIN, "109_14").get(0));
        List<String> kept = new ArrayList<>(Download.values(dataset, Split.VALIDATION, "D508"));
        kept.addAll(Download.values(dataset, Split.TEST, "D508"));
        // 2.5 is both ends of the training range; the other test row has no such field
        assertTrue(kept.contains("1.0") && kept.contains(null), kept::toString);
    }

    @Test
    void fullKeepsTheValuesOfTheGreatestWeights() {
        PreparedDataset all =
                download().prepare("ali-ccp", "preset=full", "minCount=1").dataset();
        assertTrue(Download.values(all, Split.TRAIN, "109_14").contains("[g2, g3, g1]"));
        assertTrue(Download.values(all, Split.TRAIN, "109_14").contains("[]"));
        assertEquals("[a, b]", Download.values(all, Split.TRAIN, "210").get(0));
        PreparedDataset one = download()
                .prepare("ali-ccp", "preset=full", "minCount=1", "maxValues=1")
                .dataset();
        assertTrue(Download.values(one, Split.TRAIN, "109_14").contains("[g2]"));
    }

    @Test
    void fullWeighsBehaviourAsTheFilesSay() {
        PreparedDataset dataset =
                download().prepare("ali-ccp", "preset=full", "minCount=1").dataset();
        try (BatchStream train = dataset.read(Split.TRAIN, ReadOptions.inOrder(100))) {
            int field = Download.features(dataset).indexOf("109_14");
            Batch.Bag bag = Objects.requireNonNull(train.next()).bags()[field];
            float[] weights = bag.weights();
            boolean falling = false;
            for (int b = 0; b + 1 < bag.offsets().length; b++) {
                for (int j = bag.offsets()[b] + 1; j < bag.offsets()[b + 1]; j++) {
                    assertTrue(weights[j] <= weights[j - 1], "row " + b);
                    falling |= weights[j] < weights[j - 1];
                }
            }
            assertTrue(falling);
        }
    }

    @Test
    void rareIdsGetZero() {
        PreparedDataset dataset = download().prepare("ali-ccp", "minCount=20").dataset();
        List<String> users = Download.values(dataset, Split.TRAIN, "101");
        assertTrue(users.contains("u2") && users.contains(null) && !users.contains("u1"), users::toString);
    }

    @Test
    void conversionsWithoutAClickAreLeftOutUnlessKept() {
        String test = skeleton(0, 0, 1, "k2", "205=i1") + skeleton(1, 0, 0, "k3", "205=i1");
        SourcePrepare.Result dropped =
                download().file("sample_skeleton_test.csv", test).prepare("ali-ccp", "minCount=1");
        assertEquals(1, dropped.dataset().rows(Split.TEST));
        assertEquals(List.of(1L), List.copyOf(dropped.report().leftOut().values()));
        assertEquals(2, Download.counted(dropped.report(), "test", "rows"));
        assertEquals(1, Download.counted(dropped.report(), "test", "conversions without a click"));
        SourcePrepare.Result kept = download()
                .file("sample_skeleton_test.csv", test)
                .prepare("ali-ccp", "minCount=1", "dropUnclicked=false", "space=all");
        assertEquals(List.of("0", "0"), Download.labels(kept.dataset(), Split.TEST, "conversion"));
    }

    @Test
    void weightsBelowZeroAreBadLinesWhereWeightsAreRead() {
        String test = skeleton(0, 0, 0, "k3", "109_14=g:-0.5") + skeleton(1, 0, 0, "k3", "508=x:-2");
        Download download = download().file("sample_skeleton_test.csv", test);
        BadInput refused = assertThrows(BadInput.class, () -> download.prepare("ali-ccp", "preset=full", "minCount=1"));
        assertTrue(
                refused.getMessage().contains("sample_skeleton_test.csv:1: the feature list has a weight below 0"),
                refused::getMessage);
        assertEquals(2, download.prepare("ali-ccp", "minCount=1").dataset().rows(Split.TEST));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
                    sample_skeleton_test.csv  | 2 | 7,0,0,k9,1,205\u0002i1\u00031.0              | no line of the common features has the key
                    sample_skeleton_test.csv  | 2 | 7,0,0,k3,2,205\u0002i1\u00031.0              | the feature list has not as many elements
                    sample_skeleton_test.csv  | 2 | 7,0,0,k3,1.4,205\u0002i1\u00031.0            | the feature list has not as many elements
                    sample_skeleton_test.csv  | 2 | 7,0,0,k3,1,205\u0002i1\u00031.2.3            | an element of the feature list is not
                    common_features_test.csv  | 2 | k4,1.4,205\u0002i1\u00031.0                  | the feature list has not as many elements
                    sample_skeleton_test.csv  | 2 | 7,0,0,k3,x,205\u0002i1\u00031.0              | the feature list has not as many elements
                    sample_skeleton_test.csv  | 2 | 7,0,0,k3,1,205\u0002i1                       | an element of the feature list is not
                    sample_skeleton_test.csv  | 2 | 7,0,0,k3,2,205\u0002i1\u00031.0\u0001206     | an element of the feature list is not
                    sample_skeleton_test.csv  | 2 | 7,2,0,k3,1,205\u0002i1\u00031.0              | 'click' must be 0 or 1
                    sample_skeleton_test.csv  | 2 | 7,0,0,k3,1                                   | a row has 5 fields where 6 are expected
                    common_features_test.csv  | 2 | k4,1,205\u0002i1\u0003much                   | an element of the feature list is not
                    common_features_test.csv  | 2 | k4,3,205\u0002i1\u00031.0                    | the feature list has not as many elements
                    common_features_test.csv  | 2 | k3,1,205\u0002i1\u00031.0                    | has stood on an earlier line
                    """)
    void badLinesAreToldOrSetAside(String file, int number, String line, String reason) {
        boolean rows = file.startsWith("sample");
        String first = rows ? skeleton(0, 0, 0, "k3", "205=i1") : common("k3", "101=u1");
        String last = rows ? skeleton(0, 0, 0, "k3", "205=i2") : common("k2", "101=u1");
        Download download = download().file(file, first + line + "\n" + last);
        BadInput refused = assertThrows(BadInput.class, () -> download.prepare("ali-ccp", "minCount=1"));
        assertTrue(
                refused.getMessage().startsWith(folder.resolve(file) + ":" + number + ": ")
                        && refused.getMessage().contains(reason),
                refused::getMessage);
        SourceReport report = download.prepare("ali-ccp", 1, "minCount=1").report();
        assertEquals(1, report.badLines());
        assertEquals(2, Download.counted(report, "test", "rows"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    k2,3,205\u0002i1\u00031.0 | the line of common_features_test.csv that belongs to it was bad and set aside
                    k2,205\u0002i1\u00031.0   | no line of common_features_test.csv that could be read belongs to it (1 could not be read)
                    """)
    void rowsOfABadCommonLineAreLeftOutWithTheReasonAndAreNoBadLines(String common, String reason) {
        SourceReport report = download()
                .file("common_features_test.csv", common("k3", "101=u1") + common + "\n")
                .file(
                        "sample_skeleton_test.csv",
                        skeleton(0, 0, 0, "k3", "205=i1")
                                + skeleton(1, 1, 0, "k2", "205=i1")
                                + skeleton(2, 0, 0, "k2", "205=i2"))
                .prepare("ali-ccp", 1, "minCount=1")
                .report();
        assertEquals(1, report.badLines());
        assertEquals(Map.of(reason, 2L), report.leftOut());
    }

    /** A line that could not be read had one key: of two unknown keys at least one stands on no line at all. */
    @Test
    void moreUnknownKeysThanUnreadableLinesAreBadLines() {
        Download download = download()
                .file("common_features_test.csv", common("k3", "101=u1") + "k2,205\u0002i1\u00031.0\n")
                .file(
                        "sample_skeleton_test.csv",
                        skeleton(0, 0, 0, "k3", "205=i1")
                                + skeleton(1, 1, 0, "k2", "205=i1")
                                + skeleton(2, 0, 0, "k7", "205=i2"));
        BadInput refused = assertThrows(BadInput.class, () -> download.prepare("ali-ccp", 1, "minCount=1"));
        assertTrue(
                refused.getMessage().contains("sample_skeleton_test.csv:3: no line of the common features has the key"),
                refused::getMessage);
        assertEquals(
                3,
                download.prepare("ali-ccp", 3, "minCount=1").report().badLines(),
                "a line, and the rows of both keys");
    }

    @Test
    void aSoundLineBehindABadOneOfItsKeyIsKept() {
        SourcePrepare.Result read = download()
                .file(
                        "common_features_test.csv",
                        "k2,3,101\u0002bad\u00031.0\n" + common("k2", "101=u2") + common("k3", "101=u1"))
                .prepare("ali-ccp", 1, "minCount=1");
        assertEquals(1, read.report().badLines());
        assertEquals(Map.of(), read.report().leftOut());
        assertEquals(List.of("u2", "u1"), Download.values(read.dataset(), Split.TEST, "101"));
    }
}
