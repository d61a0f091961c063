package dev.braid.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.data.duck.Duck;
import dev.braid.data.raw.RawRows;
import dev.braid.data.raw.ScoreWriter;
import dev.braid.data.raw.Transformation;
import dev.braid.fault.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Raw rows seen through the transformation of a dataset, and the scores written beside them. */
final class RawRowsTest {
    @TempDir
    Path directory;

    private PreparedDataset shop;
    private Transformation transformation;

    @BeforeEach
    void prepare() {
        shop = Shop.prepare(directory, Shop.SPEC);
        Path run = directory.resolve("run");
        shop.copyTransformation(run);
        transformation = Transformation.open(run);
    }

    @Test
    void rowsAreSeenAsTheDatasetSawThem() {
        assertEquals(shop.schema(), transformation.schema());
        assertEquals(shop.contentHash(), transformation.contentHash());
        try (RawRows rows = RawRows.open(transformation, directory.resolve("log.csv"), 480, true, List.of());
                BatchStream prepared = shop.read(Split.TRAIN, ReadOptions.inOrder(480))) {
            assertEquals(600, rows.rows());
            Batch seen = rows.next();
            Batch known = prepared.next();
            assertArrayEquals(known.ids()[0], seen.ids()[0]);
            assertArrayEquals(known.numbers()[1], seen.numbers()[1]);
            assertArrayEquals(known.bags()[2].ids(), seen.bags()[2].ids());
            assertArrayEquals(known.bags()[2].offsets(), seen.bags()[2].offsets());
            assertTrue(Arrays.deepEquals(known.labels(), seen.labels()));
            assertArrayEquals(known.weights()[1], seen.weights()[1]);
            assertEquals(120, rows.next().rows());
            assertNull(rows.next());
        }
    }

    @Test
    void labelsAreNotNeededAndOtherColumnsDoNotMatter() {
        Path file = directory.resolve("new.tsv");
        Shop.write(file, "extra\tprice\ttags\tcity\nx\t\t\tNowhere\ny\t3\tt1|never\tCity, 1\n");
        // The dataset was written with the separator of its file; a tab needs no telling in a .tsv.
        try (RawRows rows = RawRows.open(transformation, file, 10, false, List.of())) {
            Batch batch = rows.next();
            assertEquals(2, batch.rows());
            assertArrayEquals(new int[] {0, 2}, batch.ids()[0]);
            assertTrue(Float.isNaN(batch.numbers()[1][0]));
            assertArrayEquals(new int[] {0, 0, 2}, batch.bags()[2].offsets());
            assertEquals(0, batch.bags()[2].ids()[1]);
            assertEquals(0, batch.labels().length);
        }
    }

    @Test
    void aMissingFeatureColumnIsNamed() {
        Path file = directory.resolve("new.csv");
        Shop.write(file, "citty,price,tags\nA,1,\n");
        String message = assertThrows(BadInput.class, () -> RawRows.open(transformation, file, 10, false, List.of()))
                .getMessage();
        assertTrue(message.contains("feature 'city' has no column of its name; did you mean 'citty'?"), message);
    }

    @Test
    void anUnknownColumnToKeepIsNamed() {
        String message = assertThrows(
                        BadInput.class,
                        () -> RawRows.open(transformation, directory.resolve("log.csv"), 10, false, List.of("idd")))
                .getMessage();
        assertTrue(message.contains("there is no column 'idd' to keep; did you mean 'id'?"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scores.csv", "scores.parquet"})
    void scoresStandBesideTheirRows(String name) {
        Path file = directory.resolve(name);
        try (RawRows rows =
                        RawRows.open(transformation, directory.resolve("log.csv"), 256, false, List.of("id", "city"));
                ScoreWriter writer = ScoreWriter.open(file, rows, List.of("click", "buy"))) {
            int row = 0;
            for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
                double[][] scores = new double[2][batch.rows()];
                for (int b = 0; b < batch.rows(); b++, row++) {
                    scores[0][b] = row / 1000.0;
                    scores[1][b] = row == 5 ? Double.NaN : -row;
                }
                writer.append(scores, batch.rows());
            }
            assertFalse(Files.exists(file));
            assertEquals(600, writer.finish());
        }
        try (Duck duck = Duck.inMemory(1)) {
            assertEquals(
                    List.of(List.of("600", "600", "0", "0", "1", "City, 2")),
                    duck.rows("SELECT count(*), count(*) FILTER (row = id::INTEGER + 1), "
                            + "count(*) FILTER (abs(click - id::INTEGER / 1000.0) > 1e-12), "
                            + "count(*) FILTER (buy <> -id::INTEGER), count(*) FILTER (buy IS NULL), "
                            + "max(city) FILTER (row = 3) FROM '" + file + "'"));
        }
        assertEquals(List.of(), leftovers());
    }

    @Test
    void scoresThatAreNotFinishedLeaveNothing() {
        Path file = directory.resolve("scores.csv");
        try (RawRows rows = RawRows.open(transformation, directory.resolve("log.csv"), 256, false, List.of());
                ScoreWriter writer = ScoreWriter.open(file, rows, List.of("click"))) {
            writer.append(new double[1][256], 256);
        }
        assertFalse(Files.exists(file));
        assertEquals(List.of(), leftovers());
    }

    private List<Path> leftovers() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("."))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
