package dev.braid.data.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.braid.data.Batch;
import dev.braid.data.BatchStream;
import dev.braid.data.PreparedDataset;
import dev.braid.data.ReadOptions;
import dev.braid.data.Split;
import dev.braid.data.raw.RawRows;
import dev.braid.data.raw.Transformation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code predict} reads for datasets that were prepared by an adapter. */
final class RawRowsOfSourcesTest {
    @TempDir
    Path folder;

    private static List<String> rows(BatchStream stream, int features) {
        List<String> rows = new ArrayList<>();
        for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
            for (int b = 0; b < batch.rows(); b++) {
                StringBuilder row = new StringBuilder();
                for (int f = 0; f < features; f++) {
                    row.append(batch.ids()[f][b]).append(' ');
                }
                rows.add(row.append(batch.labels()[0][b]).toString());
            }
        }
        return rows;
    }

    @Test
    void criteoRowsAreSeenAsTheyWereInPreparation() {
        Download download = new Download(folder).file("train.txt", CriteoTest.file(90));
        PreparedDataset criteo = download.prepare("criteo", "minCount=1").dataset();
        List<String> prepared = new ArrayList<>();
        for (Split split : Split.values()) {
            try (BatchStream stream = criteo.read(split, ReadOptions.inOrder(64))) {
                prepared.addAll(rows(stream, 39));
            }
        }
        try (RawRows raw = RawRows.open(
                Transformation.open(criteo.directory()), folder.resolve("train.txt"), 64, true, List.of())) {
            assertEquals(
                    prepared.stream().sorted().toList(),
                    rows(raw, 39).stream().sorted().toList());
        }
    }

    @Test
    void rowsOfAliCcpAreColumnsNamedByFieldWithSeveralValuesBehindBars() {
        StringBuilder skeleton = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            skeleton.append(i + "," + i % 2 + "," + (i % 4 == 1 ? 1 : 0)
                    + ",k,3,205\u0002i1\u00031.0\u0001210\u0002a\u00031.0\u0001210\u0002b\u00030.5\n");
        }
        PreparedDataset dataset = new Download(folder)
                .file("sample_skeleton_train.csv", skeleton.toString())
                .file("sample_skeleton_test.csv", skeleton.toString())
                .file("common_features_train.csv", "k,1,101\u0002u\u00031.0\n")
                .file("common_features_test.csv", "k,1,101\u0002u\u00031.0\n")
                .prepare("ali-ccp", "preset=full", "minCount=1")
                .dataset();
        List<String> names = Download.features(dataset);
        List<String> columns = new ArrayList<>(names);
        AliCcp.BEHAVIOUR.forEach(field -> columns.add("D" + field));
        List<String> values = new ArrayList<>(columns);
        values.replaceAll(name -> name.equals("109_14")
                ? "x|y"
                : name.equals("D109_14") ? "0.5|2" : name.equals("210") ? "b|new|a" : name.equals("205") ? "i1" : "");
        new Download(folder).file("rows.csv", String.join(",", columns) + "\n" + String.join(",", values) + "\n");
        try (RawRows raw = RawRows.open(
                Transformation.open(dataset.directory()), folder.resolve("rows.csv"), 8, false, List.of())) {
            Batch batch = raw.next();
            assertEquals(1, batch.ids()[names.indexOf("205")][0]);
            assertEquals(0, batch.ids()[names.indexOf("101")][0]);
            // a and b are equally frequent, so in the order of their names; an unseen value has id 0
            assertArrayEquals(new float[] {0.5f, 2}, batch.bags()[names.indexOf("109_14")].weights());
            assertArrayEquals(new int[] {2, 0, 1}, batch.bags()[names.indexOf("210")].ids());
        }
    }
}
