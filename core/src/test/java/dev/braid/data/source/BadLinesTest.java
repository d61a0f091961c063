package dev.braid.data.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.data.Split;
import dev.braid.fault.BadInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are not as published: told with file and line, or set aside and counted. */
final class BadLinesTest {
    @TempDir
    Path folder;

    private static String withLine(int number, String line) {
        String[] lines = CriteoTest.file(60).split("\n");
        lines[number - 1] = line;
        return String.join("\n", lines) + "\n";
    }

    static Stream<Arguments> badLines() {
        String good = CriteoTest.line(1, "5", "x");
        return Stream.of(
                Arguments.of(
                        "too few",
                        good.substring(0, good.lastIndexOf('\t')),
                        "a row has 39 fields where 40 are expected"),
                Arguments.of("too many", good + "\tx", "a row has 41 fields where 40 are expected"),
                Arguments.of("label of 2", "2" + good.substring(1), "'label' must be 0 or 1, and is neither"),
                Arguments.of("no label", good.substring(1), "'label' must be 0 or 1, and is neither"),
                Arguments.of(
                        "no number",
                        good.replaceFirst("\t5", "\tfive"),
                        "'I1' is neither empty nor a whole number of at most 18 digits"),
                Arguments.of(
                        "infinite",
                        good.replaceFirst("\t5", "\tinf"),
                        "'I1' is neither empty nor a whole number of at most 18 digits"),
                Arguments.of("not UTF-8", good.replaceFirst("\tx", "\t\u00e4"), "is not UTF-8 text"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badLines")
    void aBadLineIsToldOrSetAsideAndCounted(String name, String line, String reason) throws IOException {
        Download download = new Download(folder);
        Files.write(folder.resolve("train.txt"), withLine(17, line).getBytes(StandardCharsets.ISO_8859_1));
        BadInput refused = assertThrows(BadInput.class, () -> download.prepare("criteo", "minCount=1"));
        assertEquals(
                folder.resolve("train.txt") + ":17: " + reason + "; mend it, or allow bad lines (--bad-lines 1)",
                refused.getMessage());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count(), "nothing half-written stays");
        }
        SourceReport report = download.prepare("criteo", 1, "minCount=1").report();
        assertEquals(1, report.badLines());
        assertEquals(59, Download.counted(report, "all", "rows"));
        assertEquals(
                new SourceReport.FileCount(folder.resolve("train.txt").toString(), 59, 1),
                report.files().get(0));
    }

    @Test
    void linesAreCountedRightBehindBlankAndUnreadableOnes() {
        String text = "\n" + withLine(3, "1\t2").replaceFirst("\n", "\n\n") + CriteoTest.line(7, "1", "x") + "\n";
        BadInput refused = assertThrows(
                BadInput.class,
                () -> new Download(folder).file("train.txt", text.substring(1)).prepare("criteo", 1));
        Path file = folder.resolve("train.txt");
        assertEquals(
                file + ":4: a row has 2 fields where 40 are expected\n" + file
                        + ":62: 'label' must be 0 or 1, and is neither\n"
                        + "2 bad lines so far, 1 are allowed; mend them, or allow bad lines (--bad-lines 2)",
                refused.getMessage());
    }

    @Test
    void lineEndsAndByteOrderMarkOfWindowsChangeNothing() {
        String text = CriteoTest.file(60);
        var plain = new Download(folder)
                .file("train.txt", text)
                .prepare("criteo", "minCount=1")
                .dataset();
        String hash = plain.description().contentHash();
        var windows = new Download(folder)
                .file("train.txt", "\uFEFF" + text.replace("\n", "\r\n"))
                .prepare("criteo", "minCount=1")
                .dataset();
        assertEquals(hash, windows.description().contentHash());
        assertTrue(windows.rows(Split.TRAIN) > 0);
    }

    @Test
    void emptyFileAndMissingFileAreNamed() {
        Download download = new Download(folder);
        BadInput missing = assertThrows(BadInput.class, () -> download.prepare("census-income"));
        assertEquals(
                2,
                missing.getMessage()
                        .lines()
                        .filter(l -> l.contains("is missing; it is published at UCI"))
                        .count());
        BadInput empty = assertThrows(
                BadInput.class, () -> download.file("train.txt", "").prepare("criteo"));
        assertTrue(empty.getMessage().contains("train.txt: the file is empty"), empty::getMessage);
        BadInput none = assertThrows(BadInput.class, () -> new Download(folder.resolve("nowhere")).prepare("criteo"));
        assertTrue(none.getMessage().contains("nowhere: no such directory"), none::getMessage);
        assertFalse(Files.exists(folder.resolve("dataset")));
    }

    /** An unpacking that was broken off leaves a part beside the whole. */
    @Test
    void oneFileTwiceIsRefused() throws IOException {
        Download download = new Download(folder).file("train.txt", "x\n").file("train.txt.gz", "x");
        BadInput refused = assertThrows(BadInput.class, () -> download.prepare("criteo"));
        assertEquals(
                folder + ": holds train.txt and train.txt.gz; leave only the one that is to be read",
                refused.getMessage());
    }

    @Test
    void aHeaderWithoutANeededColumnIsRefused() {
        BadInput refused = assertThrows(BadInput.class, () -> new Download(folder)
                .file(
                        "hillstrom.csv",
                        "recency,histori,mens,womens,zip_code,newbie,channel,segment,visit,"
                                + "conversion,history_segment\n")
                .prepare("hillstrom"));
        assertTrue(
                refused.getMessage().contains("hillstrom.csv:1: has no column 'history'; did you mean 'histori'?"),
                refused::getMessage);
    }

    @Test
    void unknownDatasetsAndOptionsAreAnswered() {
        assertTrue(assertThrows(BadInput.class, () -> Sources.named("kriteo"))
                .getMessage()
                .contains("did you mean 'criteo'?"));
        assertTrue(assertThrows(
                        BadInput.class,
                        () -> new Download(folder).file("train.txt", "x").prepare("criteo", "mincount=3"))
                .getMessage()
                .contains("minCount"));
    }

    @Test
    void manyBadLinesAreCountedAndTheFirstOnesNamed() {
        String[] lines = CriteoTest.file(60).split("\n");
        Arrays.fill(lines, 5, 40, "x");
        BadInput refused = assertThrows(BadInput.class, () -> new Download(folder)
                .file("train.txt", String.join("\n", lines))
                .prepare("criteo"));
        assertEquals(21, refused.getMessage().lines().count());
        assertTrue(refused.getMessage().contains("35 bad lines so far, none is allowed"), refused::getMessage);
    }
}
