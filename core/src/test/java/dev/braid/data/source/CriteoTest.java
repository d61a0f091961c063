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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CriteoTest {
    @TempDir
    Path folder;

    static String line(int label, String count, String category) {
        List<String> fields = new ArrayList<>();
        fields.add(Integer.toString(label));
        for (int i = 0; i < 13; i++) {
            fields.add(count);
        }
        for (int i = 0; i < 26; i++) {
            fields.add(category);
        }
        return String.join("\t", fields);
    }

    static String file(int rows) {
        StringBuilder text = new StringBuilder();
        String[] counts = {"", "-1", "0", "2", "3", "100"};
        for (int i = 0; i < rows; i++) {
            text.append(line(i % 4 == 0 ? 1 : 0, counts[i % 6], "68fd1e6" + i % 3))
                    .append('\n');
        }
        return text.toString();
    }

    @Test
    void countsBecomeTheSquareOfTheirLogarithm() {
        PreparedDataset criteo = new Download(folder)
                .file("train.txt", file(120))
                .prepare("criteo", "minCount=1")
                .dataset();
        Set<String> seen = new HashSet<>(Download.values(criteo, Split.TRAIN, "I1"));
        // ln(3)^2 = 1.2, ln(100)^2 = 21.2; up to 2 the count itself, in categories of its own
        assertEquals(new HashSet<>(java.util.Arrays.asList(null, "SP-1", "SP0", "SP2", "1", "21")), seen);
        assertEquals(39, criteo.schema().features().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1e30", "1.5", "1234567890123456789", "inf"})
    void countsThatAreNotWholeAreBadLines(String count) {
        Download download = new Download(folder).file("train.txt", file(90) + line(0, count, "a") + "\n");
        BadInput refused = assertThrows(BadInput.class, () -> download.prepare("criteo"));
        assertTrue(refused.getMessage().contains("train.txt:91: 'I1' is neither empty nor"), refused::getMessage);
        assertEquals(1, download.prepare("criteo", 1).report().badLines());
    }

    @Test
    void rareValuesGetIdZero() {
        PreparedDataset criteo = new Download(folder)
                .file("train.txt", file(120) + line(0, "0", "rare") + "\n")
                .prepare("criteo")
                .dataset();
        for (Split split : Split.values()) {
            assertTrue(!Download.values(criteo, split, "C1").contains("rare"));
        }
    }

    @Test
    void cutRowsMadeByHandAreFilledUpWithMissingValues() {
        Download download = new Download(folder).file("train.txt", file(120) + "0\t1\t2\t3\n");
        BadInput refused = assertThrows(BadInput.class, () -> download.prepare("criteo", "minCount=1"));
        assertTrue(refused.getMessage().contains("train.txt:121: "), refused::getMessage);
        PreparedDataset padded =
                download.prepare("criteo", "minCount=1", "padShortRows=true").dataset();
        long missing = 0;
        for (Split split : Split.values()) {
            missing += Download.values(padded, split, "C26").stream()
                    .filter(value -> value == null)
                    .count();
        }
        assertEquals(1, missing);
    }

    @Test
    void cutRowsAreBadLinesUnlessPaddingIsAskedFor() throws IOException {
        Path real = SharedData.directory("criteo_sample").resolve("jqsl2012_train.txt");
        Download download = new Download(folder).file("train.txt", Files.readString(real));
        // the first row is whole or not: either way a line is named
        BadInput refused = assertThrows(BadInput.class, () -> download.prepare("criteo"));
        assertTrue(refused.getMessage().contains("train.txt:"), refused::getMessage);
        SourcePrepare.Result padded = download.prepare("criteo", "padShortRows=true");
        assertEquals(1000, Download.counted(padded.report(), "all", "rows"));
        assertEquals(205, Download.counted(padded.report(), "all", "clicks"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0\t1\t2", "garbage", "some, words"})
    void aBadFirstLineIsABadLineLikeAnyOther(String first) {
        Download download = new Download(folder).file("train.txt", first + "\n" + file(120));
        BadInput refused = assertThrows(BadInput.class, () -> download.prepare("criteo", "minCount=1"));
        assertTrue(refused.getMessage().startsWith(folder.resolve("train.txt") + ":1: "), refused::getMessage);
        SourceReport report = download.prepare("criteo", 1, "minCount=1").report();
        assertEquals(1, report.badLines());
        assertEquals(120, report.files().get(0).rows());
    }
}
