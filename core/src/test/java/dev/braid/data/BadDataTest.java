package dev.braid.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.data.prepare.Prepare;
import dev.braid.data.prepare.PrepareListener;
import dev.braid.data.prepare.PrepareOptions;
import dev.braid.data.spec.DatasetSpec;
import dev.braid.fault.BadInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong specs and wrong data: each is told in one line, and leaves nothing behind. */
final class BadDataTest {
    private static final String SPEC = """
            name: small
            files: {all: rows.csv}
            split: {all: {column: day, values: {train: [1, 2], validation: [3], test: [4]}}}
            features: {city: categorical, price: {type: numeric}}
            tasks:
              click: {label: click}
            """;

    private static final String ROWS = """
            day,city,price,click
            1,A,1.5,0
            1,B,2.5,1
            2,A,,0
            3,B,1,1
            4,C,7,0
            """;

    @TempDir
    Path directory;

    static Stream<Arguments> wrongData() {
        return Stream.of(
                data(
                        "missing file",
                        SPEC.replace("rows.csv", "row.csv"),
                        ROWS,
                        "row.csv: no such file; did you mean 'rows.csv'?"),
                data(
                        "wrong separator",
                        SPEC,
                        ROWS.replace(',', ';'),
                        "rows.csv:1: one column found with separator ','; set format.separator: \";\""),
                data(
                        "short row",
                        SPEC,
                        ROWS.replace("2,A,,0", "2,A"),
                        "rows.csv:4: a row has 2 fields where 4 are expected"),
                data(
                        "long row",
                        SPEC,
                        ROWS.replace("2,A,,0", "2,A,,0,9"),
                        "rows.csv:4: a row has 5 fields where 4 are expected"),
                data(
                        "open quote",
                        SPEC,
                        ROWS.replace("3,B", "3,\"B"),
                        "rows.csv:5: a quote is opened and never closed"),
                data(
                        "no number",
                        SPEC,
                        ROWS.replace("2.5", "2,5").replace("2,5,1", "\"2,5\",1"),
                        "rows.csv:3: column 'price': '2,5' is no finite number; mend"),
                data("NaN", SPEC, ROWS.replace("2.5", "NaN"), "rows.csv:3: column 'price': 'NaN' is no finite number"),
                data(
                        "infinite",
                        SPEC,
                        ROWS.replace("2.5", "-inf").replace("1.5", "inf"),
                        "rows.csv:2: column 'price': 'inf' is no finite number (and in 1 rows more)"),
                data(
                        "log of -1",
                        SPEC.replace("{type: numeric}", "{type: numeric, scale: log1p}"),
                        ROWS.replace("2.5", "-1"),
                        "rows.csv:3: column 'price': '-1' is no finite number above -1"),
                data(
                        "label of 2",
                        SPEC,
                        ROWS.replace("C,7,0", "C,7,2"),
                        "rows.csv:6: task 'click': label is '2', but must be 0, 1 or NULL"),
                data(
                        "label of text",
                        SPEC,
                        ROWS.replace("C,7,0", "C,7,yes"),
                        "rows.csv:6: task 'click': label is 'yes'"),
                data(
                        "one class",
                        SPEC,
                        ROWS.replace("2.5,1", "2.5,0"),
                        "task 'click' has only negatives in the training split: nothing to learn"),
                data(
                        "other class",
                        SPEC.replace("label: click", "label: \"true\""),
                        ROWS,
                        "task 'click' has only positives in the training split"),
                data(
                        "no labels",
                        SPEC.replace("label: click", "label: \"NULL\""),
                        ROWS,
                        "task 'click' has no labels in the training split"),
                data(
                        "empty split",
                        SPEC.replace("test: [4]", "test: [5]").replace("}}}", "}, others: drop}}"),
                        ROWS,
                        "the split 'test' of 'small' has no rows"),
                data(
                        "unclaimed row",
                        SPEC.replace("test: [4]", "test: [5]"),
                        ROWS,
                        "rows.csv:6: no split claims this row (1 rows in all)"),
                data(
                        "unknown feature",
                        SPEC.replace("city:", "citty:"),
                        ROWS,
                        "feature 'citty' has no column of its name; did you mean 'city'?"),
                data(
                        "unknown label column",
                        SPEC.replace("label: click", "label: clik = 1"),
                        ROWS,
                        "task 'click': label: 'clik = 1': no column is named 'clik'; did you mean 'click'?"),
                data(
                        "label syntax",
                        SPEC.replace("label: click", "label: click ="),
                        ROWS,
                        "task 'click': label: 'click =': "),
                data(
                        "unknown split column",
                        SPEC.replace("column: day", "column: dya"),
                        ROWS,
                        "split of 'all': 'dya': no column is named 'dya'; did you mean 'day'?"),
                data(
                        "unknown dropped column",
                        SPEC + "drop: [prize]\n",
                        ROWS,
                        "drop: no column is named 'prize'; did you mean 'price'?"),
                data(
                        "same column twice",
                        SPEC,
                        ROWS.replace("day,city", "city,City"),
                        "rows.csv:1: two columns are named 'City'"),
                data("nameless column", SPEC, ROWS.replace("day,city", "day,"), "rows.csv:1: column 2 has no name"),
                data("empty file", SPEC, "", "rows.csv: the file is empty"),
                data(
                        "negative row weight",
                        SPEC.replace("label: click", "label: click, rowWeight: price - 2"),
                        ROWS.replace("A,,0", "A,5,0"),
                        "rows.csv:2: task 'click': row weight is '-0.5'"),
                data("no parquet", SPEC + "format: {kind: parquet}\n", ROWS, "rows.csv: not a complete Parquet file"));
    }

    private static Arguments data(String name, String spec, String rows, String message) {
        return Arguments.of(name, spec, rows, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongData")
    void wrongDataIsToldInOneLineAndLeavesNothing(String name, String spec, String rows, String message)
            throws IOException {
        Shop.write(directory.resolve("rows.csv"), rows);
        String told = failure(spec);
        assertTrue(told.contains(message), name + ": " + told);
        assertEquals(1, told.lines().count(), told);
        assertNothingLeft();
    }

    static Stream<Arguments> wrongSpecs() {
        return Stream.of(
                Arguments.of(
                        SPEC.replace("files:", "fils:"),
                        "small.yaml:2:1: dataset spec: there is no key 'fils'; did you mean 'files'?"),
                Arguments.of(
                        SPEC.replace("type: numeric", "type: numerc"),
                        "small.yaml:4:31: feature 'price': type: 'numerc' is unknown; did you mean 'numeric'?"),
                Arguments.of(
                        SPEC.replace("{type: numeric}", "{type: numeric, scale: logp}"),
                        "scale: 'logp' is unknown; did you mean 'log1p'?"),
                Arguments.of(
                        SPEC.replace("{type: numeric}", "{type: numeric, minCount: 3}"),
                        "feature 'price': there is no key 'minCount'; "),
                Arguments.of(
                        SPEC.replace("city: categorical", "city: {type: categorical, minCount: 0}"),
                        "minCount: a whole number of at least 1 is expected, got '0'"),
                Arguments.of(SPEC.replace("label: click", "lable: click"), "task 'click': 'label' is missing"),
                Arguments.of(SPEC.replace("label: click", "label: click, space: visit"), "no task is named 'visit'"),
                Arguments.of(
                        SPEC.replace("column: day, values", "column: day, time: day, values"),
                        "exactly one of fraction, column and time is expected"),
                Arguments.of(
                        SPEC.replaceAll("split:.*\n", "split: {all: {fraction: {train: 0.9, test: 0.2}}}\n"),
                        "the fractions must sum to 1, but sum to 1.1"),
                Arguments.of(SPEC.replaceAll("split:.*\n", ""), "files for 'all' need a rule"),
                Arguments.of(SPEC.replace(", test: [4]", ""), "no rows would go to the split 'test'"),
                Arguments.of(SPEC + "format: {separator: ab}\n", "separator: one character is expected, got 'ab'"),
                Arguments.of(SPEC + "onBadValue: skip\n", "onBadValue: 'skip' is unknown"),
                Arguments.of(SPEC + "name: again\n", "small.yaml:7:1: the key 'name' is written twice"),
                Arguments.of(SPEC + " x: [\n", "not valid YAML: "));
    }

    @ParameterizedTest
    @MethodSource("wrongSpecs")
    void wrongSpecsAreToldWithTheirLine(String spec, String message) {
        String told = assertThrows(BadInput.class, () -> DatasetSpec.parse(spec, "small.yaml"))
                .getMessage();
        assertTrue(told.contains(message), told);
        assertTrue(told.lines().allMatch(line -> line.startsWith("small.yaml:")), told);
    }

    @Test
    void allMistakesOfASpecAreToldAtOnce() {
        String spec =
                SPEC.replace("files:", "fils:").replace("numeric", "numerc").replace("label", "lable");
        String told = assertThrows(BadInput.class, () -> DatasetSpec.parse(spec, "small.yaml"))
                .getMessage();
        for (String part : List.of("'fils'", "'numerc'", "'lable'", "'files' is missing")) {
            assertTrue(told.contains(part), told);
        }
    }

    @Test
    void aGzipFileThatBreaksOffIsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < 500; i++) {
                gzip.write(ROWS.replace("A", "A" + i * 7919).getBytes(StandardCharsets.UTF_8));
            }
        }
        byte[] whole = bytes.toByteArray();
        Files.write(directory.resolve("rows.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
        assertTrue(failure(SPEC.replace("rows.csv", "rows.csv.gz")).contains(": the gzip file breaks off"));
        assertNothingLeft();
    }

    @Test
    void filesOfOneDatasetNeedTheSameColumns() throws IOException {
        Shop.write(directory.resolve("rows.csv"), ROWS);
        Shop.write(directory.resolve("more.csv"), ROWS.replace("city", "town"));
        String told = failure(SPEC.replace("all: rows.csv", "all: [rows.csv, more.csv]"));
        assertTrue(told.contains("more.csv: has no column 'city', which "), told);
        assertNothingLeft();
    }

    @Test
    void aBadNumberCanBeAskedToCountAsMissing() {
        Shop.write(directory.resolve("rows.csv"), ROWS.replace("2.5", "NaN"));
        PreparedDataset dataset = prepare(SPEC + "onBadValue: missing\n", false);
        assertEquals(1, dataset.description().features().get(1).bad());
        assertEquals(2 / 3.0, dataset.description().features().get(1).missing().get("train"));
    }

    @Test
    void anExistingDatasetStaysUnlessAskedAndSurvivesAFailedOverwrite() {
        Shop.write(directory.resolve("rows.csv"), ROWS);
        String hash = prepare(SPEC, false).contentHash();
        assertTrue(failure(SPEC).contains("exists already; name another directory"));
        Shop.write(directory.resolve("rows.csv"), ROWS.replace("C,7,0", "C,7,2"));
        assertThrows(BadInput.class, () -> prepare(SPEC, true));
        assertEquals(hash, PreparedDataset.open(directory.resolve("dataset")).contentHash());
        Shop.write(directory.resolve("rows.csv"), ROWS.replace("C,7,0", "C,8,1"));
        assertFalse(hash.equals(prepare(SPEC, true).contentHash()));
    }

    @Test
    void aDirectoryThatIsNoDatasetIsNeverOverwritten() throws IOException {
        Shop.write(directory.resolve("rows.csv"), ROWS);
        Files.createDirectory(directory.resolve("dataset"));
        Shop.write(directory.resolve("dataset").resolve("thesis.tex"), "ten years");
        String told = assertThrows(BadInput.class, () -> prepare(SPEC, true)).getMessage();
        assertTrue(told.contains("exists and is no prepared dataset"), told);
        assertTrue(Files.exists(directory.resolve("dataset/thesis.tex")));
    }

    @Test
    void aPrepareThatDiesWhileWritingLeavesNothing() throws IOException {
        Shop.write(directory.resolve("rows.csv"), ROWS);
        PrepareListener dies = new PrepareListener() {
            @Override
            public void progressed(String stage, String what, int done, int total) {
                if (what.startsWith("test/")) {
                    throw new IllegalStateException("killed");
                }
            }
        };
        assertThrows(IllegalStateException.class, () -> prepare(SPEC, false, dies));
        assertNothingLeft();
    }

    private String failure(String spec) {
        return assertThrows(BadInput.class, () -> prepare(spec, false)).getMessage();
    }

    private PreparedDataset prepare(String spec, boolean overwrite) {
        return prepare(spec, overwrite, PrepareListener.NONE);
    }

    private PreparedDataset prepare(String spec, boolean overwrite, PrepareListener listener) {
        return Prepare.run(
                DatasetSpec.parse(spec, "small.yaml"),
                directory,
                directory.resolve("dataset"),
                new PrepareOptions("", 1, 1000, overwrite),
                listener);
    }

    private void assertNothingLeft() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<String> left = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.contains(".csv"))
                    .toList();
            assertEquals(List.of(), left);
        }
    }
}
