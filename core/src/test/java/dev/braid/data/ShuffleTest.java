package dev.braid.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.data.prepare.Prepare;
import dev.braid.data.prepare.PrepareListener;
import dev.braid.data.prepare.PrepareOptions;
import dev.braid.data.spec.DatasetSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How well a streamed pass is shuffled: 1280 rows in 32 parts of 40, eight parts together in the shuffle buffer. */
final class ShuffleTest {
    private static final int ROWS = 1280;
    private static final int PART = 40;
    private static final int TOGETHER = 8;
    private static final int EPOCHS = 12;

    @TempDir
    static Path directory;

    static PreparedDataset rows;

    @BeforeAll
    static void prepare() {
        StringBuilder csv = new StringBuilder("id,day,click\n");
        for (int i = 0; i < ROWS + 100; i++) {
            csv.append(i).append(i < ROWS ? ",0," : i % 2 == 0 ? ",8," : ",9,").append(i % 3 == 0 ? "1\n" : "0\n");
        }
        Shop.write(directory.resolve("log.csv"), csv.toString());
        DatasetSpec spec = DatasetSpec.parse("""
                name: counted
                files: {all: log.csv}
                split: {all: {time: day, ranges: {train: {before: 8}, validation: {from: 8, before: 9}, test: {from: 9}}}}
                features: {id: numeric}
                tasks: {click: {label: click}}
                """, "counted.yaml");
        rows = Prepare.run(
                spec,
                directory,
                directory.resolve("dataset"),
                new PrepareOptions("", 1, PART, false),
                PrepareListener.NONE);
    }

    private static List<Integer> epoch(int epoch) {
        ReadOptions options =
                ReadOptions.shuffled(64, 5, epoch).withCacheBytes(0).withShuffleBufferRows(PART * TOGETHER);
        List<Integer> ids = new ArrayList<>();
        try (BatchStream batches = rows.read(Split.TRAIN, options)) {
            for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
                for (float id : batch.numbers()[0]) {
                    ids.add((int) id);
                }
            }
        }
        return ids;
    }

    @Test
    void whereARowComesDoesNotFollowFromWhereItLies() {
        double sum = 0;
        for (int e = 0; e < EPOCHS; e++) {
            List<Integer> ids = epoch(e);
            assertEquals(
                    IntStream.range(0, ROWS).boxed().toList(),
                    ids.stream().sorted().toList());
            double correlation = rankCorrelation(ids);
            // 32 parts in random order: the correlation of one epoch has a standard deviation of about 1/sqrt(31) =
            // 0.18
            assertTrue(Math.abs(correlation) < 0.6, "epoch " + e + ": " + correlation);
            sum += correlation;
        }
        assertTrue(Math.abs(sum / EPOCHS) < 0.2, "mean " + sum / EPOCHS);
    }

    @Test
    void neighboursAreSeldomOfOnePart() {
        List<Integer> ids = epoch(0);
        long together = IntStream.range(1, ROWS)
                .filter(i -> ids.get(i) / PART == ids.get(i - 1) / PART)
                .count();
        // one in eight, when rows of eight parts are mixed evenly; nearly all, when parts are read one by one
        assertEquals(1.0 / TOGETHER, (double) together / ROWS, 0.05);
    }

    @Test
    void theRowsOfABufferAreThoseOfEightPartsScatteredOverTheFile() {
        List<Integer> ids = epoch(0);
        for (int window = 0; window < ROWS; window += PART * TOGETHER) {
            int[] parts = ids.subList(window, window + PART * TOGETHER).stream()
                    .mapToInt(id -> id / PART)
                    .distinct()
                    .sorted()
                    .toArray();
            assertEquals(TOGETHER, parts.length);
            assertTrue(parts[TOGETHER - 1] - parts[0] >= TOGETHER, "parts side by side: " + List.of(parts[0]));
        }
    }

    /** Spearman's, of numbers that are a permutation. */
    private static double rankCorrelation(List<Integer> ids) {
        double squares = 0;
        for (int i = 0; i < ids.size(); i++) {
            squares += Math.pow(ids.get(i) - i, 2);
        }
        double n = ids.size();
        return 1 - 6 * squares / (n * (n * n - 1));
    }
}
