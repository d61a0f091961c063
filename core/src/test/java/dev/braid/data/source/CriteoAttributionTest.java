package dev.braid.data.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.data.PreparedDataset;
import dev.braid.data.Split;
import dev.braid.fault.BadInput;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CriteoAttributionTest {
    private static final String HEADER = String.join(
            "\t",
            "timestamp",
            "uid",
            "campaign",
            "conversion",
            "conversion_timestamp",
            "conversion_id",
            "attribution",
            "click",
            "click_pos",
            "click_nb",
            "cost",
            "cpo",
            "time_since_last_click",
            "cat1",
            "cat2",
            "cat3",
            "cat4",
            "cat5",
            "cat6",
            "cat7",
            "cat8",
            "cat9");

    @TempDir
    Path folder;

    private static String line(long second, int click, int conversion, int attribution, int since) {
        return String.join(
                "\t",
                Long.toString(second),
                "u" + second % 5,
                "c" + second % 2,
                Integer.toString(conversion),
                "-1",
                conversion == 1 ? "purchase" + second % 2 : "-1",
                Integer.toString(attribution),
                Integer.toString(click),
                "-1",
                "-1",
                "0.1",
                "0.2",
                Integer.toString(since),
                "1\t2\t3\t4\t5\t6\t7\t8\t9");
    }

    private static final long DAY = 86_400;

    private Download download() {
        return new Download(folder)
                .file(
                        "criteo_attribution_dataset.tsv",
                        String.join(
                                "\n",
                                HEADER,
                                line(0, 0, 0, 0, -1),
                                line(7200, 1, 1, 1, 0),
                                line(18 * DAY - 1, 1, 1, 0, 100),
                                line(18 * DAY - 2, 0, 1, 0, 100),
                                line(17 * DAY, 1, 0, 0, 100),
                                line(18 * DAY, 0, 0, 0, -1),
                                line(22 * DAY - 1, 0, 0, 0, -1),
                                line(22 * DAY, 1, 1, 1, -1),
                                ""));
    }

    @Test
    void splitFollowsTime() {
        PreparedDataset log = download().prepare("criteo-attribution").dataset();
        assertEquals(5, log.rows(Split.TRAIN));
        assertEquals(2, log.rows(Split.VALIDATION));
        assertEquals(1, log.rows(Split.TEST));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 31 * DAY})
    void timesOutsideTheLogAreBadLines(long second) {
        Download download = download();
        download.file(
                "criteo_attribution_dataset.tsv",
                HEADER + "\n" + line(0, 0, 0, 0, -1) + "\n" + line(second, 0, 0, 0, -1) + "\n");
        BadInput refused = assertThrows(BadInput.class, () -> download.prepare("criteo-attribution"));
        assertTrue(refused.getMessage().contains("tsv:3: 'timestamp' must lie in the days 0"), refused::getMessage);
    }

    @Test
    void conversionsAreCountedOnceAndByImpression() {
        SourceReport report = download().prepare("criteo-attribution").report();
        assertEquals(4, Download.counted(report, "all", "clicks"));
        assertEquals(4, Download.counted(report, "all", "converted within 30 days, clicked or not"));
        assertEquals(2, Download.counted(report, "all", "conversions, each counted once"));
    }

    @Test
    void columnsThatTellTheOutcomeAreNoFeatures() {
        List<String> features = Download.features(
                download().prepare("criteo-attribution", "user=true").dataset());
        assertEquals(
                List.of(
                        "uid",
                        "campaign",
                        "cat1",
                        "cat2",
                        "cat3",
                        "cat4",
                        "cat5",
                        "cat6",
                        "cat7",
                        "cat8",
                        "cat9",
                        "hour",
                        "time_since_last_click"),
                features);
        assertFalse(Download.features(download().prepare("criteo-attribution").dataset())
                .contains("uid"));
    }

    @Test
    void conversionAsksForAClickAndTheHourAndTheTimeAreTold() {
        PreparedDataset log = download().prepare("criteo-attribution").dataset();
        assertEquals(Arrays.asList(null, "1", "1", null, "0"), Download.labels(log, Split.TRAIN, "conversion"));
        assertEquals(List.of("0", "2", "23", "23", "0"), Download.values(log, Split.TRAIN, "hour"));
        assertEquals(
                Arrays.asList(null, "0.0", "4.61512", "4.61512", "4.61512"),
                Download.values(log, Split.TRAIN, "time_since_last_click"));
        PreparedDataset all =
                download().prepare("criteo-attribution", "space=all").dataset();
        assertEquals(List.of("0", "1", "1", "0", "0"), Download.labels(all, Split.TRAIN, "conversion"));
        PreparedDataset attributed = download()
                .prepare("criteo-attribution", "conversions=attributed")
                .dataset();
        assertEquals(Arrays.asList(null, "1", "0", null, "0"), Download.labels(attributed, Split.TRAIN, "conversion"));
    }
}
