package dev.braid.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a search space says, and what it must not say. */
final class SearchSpaceTest {
    @TempDir
    Path folder;

    private SearchSpace read(String yaml) throws IOException {
        Path file = folder.resolve("sweep.yaml");
        Files.writeString(file, yaml);
        return SearchSpace.read(file, List.of("mmoe", "ple"));
    }

    private Dimension one(String written) throws IOException {
        return read("all:\n  x: " + written + "\n").of("mmoe").get(0);
    }

    @Test
    void aModelSearchesWhatAllDoAndItsOwnWhichWins() throws IOException {
        SearchSpace space = read("""
                all:
                  a: [1, 2]
                  b: [3, 4]
                models:
                  mmoe: {b: [5, 6], c: [7, 8]}
                """);
        assertEquals(
                List.of("a", "b"),
                space.of("ple").stream().map(Dimension::option).toList());
        assertEquals(
                List.of("a", "b", "c"),
                space.of("mmoe").stream().map(Dimension::option).toList());
        assertEquals(List.of("5", "6"), space.of("mmoe").get(1).extremes());
    }

    @Test
    void choicesAreTakenAsTheyAreWritten() throws IOException {
        Dimension lists = one("[[64, 32], [], null, adam]");
        assertEquals(List.of("[64, 32]", "[]", "null", "adam"), lists.extremes());
        assertEquals("[64, 32]", lists.value(0.24));
        assertEquals("adam", lists.value(0.99));
    }

    @Test
    void aLinearRangeOfWholeNumbersHasEveryNumberAsLikelyAsAnyOther() throws IOException {
        Dimension range = one("{from: 2, to: 4}");
        Set<String> values = new TreeSet<>();
        for (double at : new double[] {0, 0.33, 0.34, 0.66, 0.67, 0.999}) {
            values.add(range.value(at));
        }
        assertEquals(Set.of("2", "3", "4"), values);
        assertEquals(List.of("2", "4"), range.extremes());
        assertEquals("2", range.value(0.33));
        assertEquals("4", range.value(0.67));
        assertEquals(3, range.size());
    }

    @Test
    void halfWayOnALogScaleIsTheGeometricMean() throws IOException {
        assertEquals(
                0.01,
                Double.parseDouble(one("{from: 0.0001, to: 1.0, scale: log}").value(0.5)),
                1e-6);
        assertEquals("32", one("{from: 16, to: 64, scale: log}").value(0.5));
        assertEquals(0.5, Double.parseDouble(one("{from: 0.0, to: 1.0}").value(0.5)), 1e-9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "al: {x: [1]} | sweep.yaml:1: 'al': a search space has 'all' and 'models'; did you mean 'all'?",
                "models: {mmeo: {x: [1]}} | 'mmeo': it is none of the compared models; did you mean 'mmoe'?",
                "all: {x: 3} | x: '3' is nothing to choose from; write a list of choices",
                "all: {x: {learningRate: [1]}} | x: a group of keys is nothing to choose from",
                "all: {x: [1, 1]} | x: a choice is written twice",
                "all: {x: {from: 2, to: 1}} | x: 'from' must be below 'to', got 2 and 1",
                "all: {x: {from: 0, to: 1, scale: log}} | x: a range with scale log begins above 0",
                "all: {x: {from: 1, to: 2, scale: lin}} | x: scale is log or linear, got 'lin'",
                "all: {x: {from: 1, too: 2}} | 'too': a range has 'from', 'to' and 'scale'; did you mean 'to'?",
                "all: {x: {from: 1}} | 'to' is missing",
                "all: {x: {from: a, to: 2}} | x: 'a' is no number",
                "{} | nothing to search"
            })
    void mistakesAreSaidInOneLineWithTheirPlace(String yaml, String said) {
        String message = assertThrows(BadInput.class, () -> read(yaml)).getMessage();
        assertTrue(message.contains(said), message);
        assertTrue(message.contains("sweep.yaml"), message);
        assertEquals(1, message.lines().count());
    }
}
