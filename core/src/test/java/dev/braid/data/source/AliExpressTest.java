package dev.braid.data.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.data.PreparedDataset;
import dev.braid.data.SharedData;
import dev.braid.data.Split;
import dev.braid.fault.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AliExpressTest {
    @TempDir
    Path folder;

    /** A line whose column i holds {@code i}, but for the first, the last, and categories, which name their column. */
    private static String line(String search, int columns, String last) {
        List<String> fields = new ArrayList<>();
        fields.add(search);
        for (int i = 2; i < columns; i++) {
            fields.add(Integer.toString(i));
        }
        fields.add(last);
        return String.join(",", fields) + "\n";
    }

    private static String user(String search) {
        return line(search, 33, "33");
    }

    private static String item(String search, String label) {
        return line(search, 49, label);
    }

    private Download raw() {
        StringBuilder users = new StringBuilder();
        StringBuilder items = new StringBuilder();
        // twenty searches of two items each; those of s19 come first among the items, but last among the users
        for (int s = 0; s < 20; s++) {
            users.append(user("s" + s));
            items.append(item("s" + (19 - s), s % 2 == 0 ? "0" : "1"));
            items.append(item("s" + (19 - s), "2"));
        }
        return new Download(folder)
                .file("nl_user_train.csv", users.toString())
                .file("nl_item_train.csv", items.toString())
                .file("nl_user_test.csv", user("a") + user("b"))
                .file("nl_item_test.csv", item("b", "0") + item("a", "1") + item("b", "2"));
    }

    @Test
    void itemsAreJoinedWithTheUserOfTheirSearch() {
        PreparedDataset dataset = raw().prepare("aliexpress").dataset();
        assertEquals(List.of("2", "2", "2"), Download.values(dataset, Split.TEST, "categorical_1"));
        assertEquals(List.of("33", "33", "33"), Download.values(dataset, Split.TEST, "categorical_9"));
        assertEquals(List.of("19", "19", "19"), Download.values(dataset, Split.TEST, "categorical_10"));
        assertEquals(List.of("42", "42", "42"), Download.values(dataset, Split.TEST, "categorical_16"));
        assertEquals(List.of("9.0", "9.0", "9.0"), Download.values(dataset, Split.TEST, "numerical_1"));
        assertEquals(List.of("2.0", "2.0", "2.0"), Download.values(dataset, Split.TEST, "numerical_24"));
        assertEquals(List.of("48.0", "48.0", "48.0"), Download.values(dataset, Split.TEST, "numerical_63"));
        assertEquals(79, dataset.schema().features().size());
    }

    @Test
    void labelsAreNothingClickAndConversion() {
        PreparedDataset dataset = raw().prepare("aliexpress").dataset();
        assertEquals(List.of("0", "1", "1"), Download.labels(dataset, Split.TEST, "click"));
        assertEquals(Arrays.asList(null, "0", "1"), Download.labels(dataset, Split.TEST, "conversion"));
        PreparedDataset all = raw().prepare("aliexpress", "space=all").dataset();
        assertEquals(List.of("0", "0", "1"), Download.labels(all, Split.TEST, "conversion"));
    }

    @Test
    void validationIsTheLastTenthOfTheTrainingSearches() {
        SourcePrepare.Result result = raw().prepare("aliexpress");
        assertEquals(36, result.dataset().rows(Split.TRAIN));
        assertEquals(4, result.dataset().rows(Split.VALIDATION));
        // s19 and s18, whose items come first: labels 0 2 1 2
        assertEquals(List.of("0", "1", "1", "1"), Download.labels(result.dataset(), Split.VALIDATION, "click"));
        assertEquals(40, Download.counted(result.report(), "train", "rows"));
        assertEquals(30, Download.counted(result.report(), "train", "clicks"));
        assertEquals(21, Download.counted(result.report(), "all", "conversions"));
    }

    @Test
    void itemsWithoutAUserAreLeftOutAndCounted() {
        SourcePrepare.Result result = raw().file("nl_user_test.csv", user("b")).prepare("aliexpress");
        assertEquals(2, result.dataset().rows(Split.TEST));
        assertEquals(List.of(1L), List.copyOf(result.report().leftOut().values()));
        assertEquals(0, result.report().badLines());
    }

    @Test
    void labelsOfOtherKindsAndRepeatedSearchesAreBadLines() {
        BadInput label =
                assertThrows(BadInput.class, () -> raw().file("nl_item_test.csv", item("b", "0") + item("a", "3"))
                        .prepare("aliexpress"));
        assertTrue(label.getMessage().contains("nl_item_test.csv:2: 'item_49' must be 0, 1 or 2"), label::getMessage);
        BadInput twice =
                assertThrows(BadInput.class, () -> raw().file("nl_user_test.csv", user("b") + user("a") + user("b"))
                        .prepare("aliexpress"));
        assertTrue(
                twice.getMessage().contains("nl_user_test.csv:3: 'user_1' has stood on an earlier line"),
                twice::getMessage);
        BadInput missing = assertThrows(BadInput.class, () -> raw().prepare("aliexpress", "country=fr"));
        assertEquals(4, missing.getMessage().lines().count());
        assertTrue(missing.getMessage().contains("fr_user_train.csv (or fr_user_train.csv.gz) is missing"));
    }

    /** A row of the MTReclib layout whose features are all one digit. */
    private static String joined(int search, int click, int conversion) {
        return "s" + search + ("," + search % 10).repeat(79) + "," + click + "," + conversion + "\n";
    }

    @Test
    void joinedFilesMadeByHandAreRead() {
        StringBuilder text = new StringBuilder("search_id");
        IntStream.rangeClosed(1, 16).forEach(i -> text.append(",categorical_").append(i));
        IntStream.rangeClosed(1, 63).forEach(i -> text.append(",numerical_").append(i));
        String header = text.append(",click,conversion\n").toString();
        StringBuilder train = new StringBuilder(header);
        for (int s = 0; s < 20; s++) {
            train.append(joined(s, s % 2, s % 4 == 1 ? 1 : 0));
        }
        Download download = new Download(folder)
                .file("train.csv", train.toString())
                .file("test.csv", header + joined(3, 1, 1) + joined(99, 1, 0) + joined(4, 0, 0));
        PreparedDataset dataset =
                download.prepare("aliexpress", "layout=mtreclib").dataset();
        assertEquals(18, dataset.rows(Split.TRAIN));
        assertEquals(List.of("0", "1"), Download.labels(dataset, Split.VALIDATION, "click"));
        assertEquals(Arrays.asList("1", "0", null), Download.labels(dataset, Split.TEST, "conversion"));
        assertEquals(List.of("3", "9", "4"), Download.values(dataset, Split.TEST, "categorical_16"));
        assertEquals(List.of("3.0", "9.0", "4.0"), Download.values(dataset, Split.TEST, "numerical_63"));
        download.file("test.csv", header + joined(3, 0, 1));
        BadInput refused = assertThrows(BadInput.class, () -> download.prepare("aliexpress", "layout=mtreclib"));
        assertTrue(refused.getMessage().contains("test.csv:2: a conversion without a click"), refused::getMessage);
    }

    @Test
    void theMtreclibLayoutIsRead() throws IOException {
        Path real = SharedData.directory("aliexpress_sample");
        Files.copy(real.resolve("fuxictr_tiny_mtl_train.csv"), folder.resolve("train.csv"));
        Files.copy(real.resolve("fuxictr_tiny_mtl_test.csv"), folder.resolve("test.csv"));
        SourcePrepare.Result result = new Download(folder).prepare("aliexpress", "layout=mtreclib");
        assertEquals(29, Download.counted(result.report(), "train", "clicks"));
        assertEquals(43, Download.counted(result.report(), "test", "clicks"));
        assertEquals(20, Download.counted(result.report(), "all", "conversions"));
        assertEquals(1000, result.dataset().rows(Split.TEST));
        assertEquals(1000, result.dataset().rows(Split.TRAIN) + result.dataset().rows(Split.VALIDATION));
    }

    @Test
    void itemsOfABadUserLineAreLeftOutWithTheReason() {
        String[] numbers = user("a").split(",", -1);
        numbers[8] = "much"; // user_9
        SourceReport report = raw().file("nl_user_test.csv", String.join(",", numbers) + user("b"))
                .prepare("aliexpress", 1)
                .report();
        assertEquals(1, report.badLines());
        assertEquals(
                List.of("the line of nl_user_test.csv that belongs to it was bad and set aside"),
                report.leftOut().keySet().stream().toList());
    }
}
