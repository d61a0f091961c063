package dev.braid.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.braid.data.disk.OwnedFolder;
import dev.braid.data.prepare.Prepare;
import dev.braid.data.prepare.PrepareListener;
import dev.braid.data.prepare.PrepareOptions;
import dev.braid.data.raw.RawRows;
import dev.braid.data.raw.Transformation;
import dev.braid.data.spec.DatasetSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever features a spec declares: ids are what they should be, in the prepared dataset and of raw rows. */
final class RandomSpecsTest {
    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void preparedAndPredictedIdsAreWhatTheSpecSays(@ForAll long seed) throws IOException {
        RandomFeatures drawn = new RandomFeatures(seed);
        try (OwnedFolder folder = OwnedFolder.make(Path.of(System.getProperty("java.io.tmpdir")), "braid-specs-")) {
            check(drawn, folder.path());
        }
    }

    private static void check(RandomFeatures drawn, Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("rows.csv"), drawn.csv());
        DatasetSpec spec = DatasetSpec.parse(drawn.spec(), "drawn.yaml");
        Path place = directory.resolve("dataset");
        PreparedDataset dataset =
                Prepare.run(spec, directory, place, new PrepareOptions("", 1, 1 << 18, false), PrepareListener.NONE);
        int from = 0;
        for (Split split : Split.values()) {
            try (BatchStream stream = dataset.read(split, ReadOptions.inOrder(1000))) {
                from = check(drawn, stream.next(), from, split + " of\n" + drawn.spec());
            }
        }
        assertEquals(RandomFeatures.ROWS, from);
        try (RawRows rows = RawRows.open(Transformation.open(place), file, 1000, false, List.of())) {
            assertEquals(RandomFeatures.ROWS, check(drawn, rows.next(), 0, "raw rows of\n" + drawn.spec()));
        }
    }

    private static int check(RandomFeatures drawn, Batch batch, int from, String where) {
        for (int f = 0; f < drawn.features.size(); f++) {
            RandomFeatures.Drawn feature = drawn.features.get(f);
            int[][] expected = Arrays.copyOfRange(drawn.ids(feature), from, from + batch.rows());
            String message = feature.name() + ", " + where;
            int[] flat = Arrays.stream(expected).flatMapToInt(Arrays::stream).toArray();
            if (feature.listed()) {
                Batch.Bag bag = batch.bags()[f];
                assertNotNull(bag);
                assertArrayEquals(flat, bag.ids(), message);
                assertArrayEquals(drawn.weights(feature, from, from + batch.rows()), bag.weights(), message);
                for (int b = 0; b < expected.length; b++) {
                    assertEquals(expected[b].length, bag.offsets()[b + 1] - bag.offsets()[b], message);
                }
            } else {
                assertArrayEquals(flat, batch.ids()[f], message);
            }
        }
        return from + batch.rows();
    }
}
