package dev.braid.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.data.prepare.PrepareOptions;
import dev.braid.fault.BadFormat;
import dev.braid.fault.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The order of passes over a dataset of 480 training rows in parts of 50. */
final class ReaderTest {
    private static final String SPEC = Shop.SPEC.replace(Shop.FEATURES, """
            features:
              id: numeric
              tags: multi
            """);

    @TempDir
    static Path directory;

    static PreparedDataset shop;

    @BeforeAll
    static void prepare() {
        shop = Shop.prepare(directory, SPEC, new PrepareOptions("", 2, 50, true));
    }

    /** Cached as a whole, streamed in windows of two parts, and streamed part by part. */
    static Stream<ReadOptions> ways() {
        ReadOptions cached = ReadOptions.shuffled(32, 7, 0);
        ReadOptions streamed = cached.withCacheBytes(0).withShuffleBufferRows(100);
        return Stream.of(cached, streamed, streamed.withShuffleBufferRows(1));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void everyRowComesExactlyOnce(ReadOptions options) {
        List<Integer> ids = ids(options);
        assertEquals(
                IntStream.range(0, 480).boxed().toList(), ids.stream().sorted().toList());
        assertNotEquals(IntStream.range(0, 480).boxed().toList(), ids);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theOrderIsTheSeedsAndTheEpochs(ReadOptions options) {
        assertEquals(ids(options), ids(options));
        assertNotEquals(ids(options), ids(with(options, options.seed(), 1)));
        assertNotEquals(ids(options), ids(with(options, 8, 0)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aResumedPassGivesTheSameBatches(ReadOptions options) {
        List<Batch> whole = batches(options);
        for (int first = 0; first <= whole.size(); first++) {
            List<Batch> rest = batches(options.from(first));
            assertEquals(whole.size() - first, rest.size());
            for (int i = 0; i < rest.size(); i++) {
                assertSame(whole.get(first + i), rest.get(i));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theColumnsOfARowStayTogether(ReadOptions options) {
        for (Batch batch : batches(options)) {
            for (int b = 0; b < batch.rows(); b++) {
                int id = (int) batch.numbers()[0][b];
                assertEquals(id % 3 == 0 ? 1f : 0f, batch.labels()[0][b]);
                assertEquals(
                        id % 4 == 0 ? 0 : 2,
                        batch.bags()[1].offsets()[b + 1] - batch.bags()[1].offsets()[b]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void batchesThatArePassedOverChangeNoOther(ReadOptions options) {
        List<Batch> whole = batches(options);
        try (BatchStream stream = shop.read(Split.TRAIN, options)) {
            for (int at = 0; at < whole.size(); at += 4) {
                assertSame(whole.get(at), stream.next());
                stream.skip(3);
            }
            assertNull(stream.next(), "the last skip went beyond the end");
        }
    }

    @Test
    void inOrderRowsComeAsTheyLieCachedAndStreamed() {
        List<Integer> inOrder = IntStream.range(0, 480).boxed().toList();
        assertEquals(inOrder, ids(ReadOptions.inOrder(100)));
        assertEquals(inOrder, ids(ReadOptions.inOrder(100).withCacheBytes(0)));
    }

    @Test
    void aPermutationIsOne() {
        for (int size : new int[] {1, 2, 3, 5, 63, 64, 65, 1000}) {
            Permutation order = new Permutation(size, 3);
            int[] all = IntStream.range(0, size)
                    .map(i -> (int) order.at(i))
                    .sorted()
                    .toArray();
            assertTrue(Arrays.equals(IntStream.range(0, size).toArray(), all), "size " + size);
        }
    }

    @Test
    void aRowStandsAnywhereAboutEquallyOften() {
        int[] places = new int[10];
        for (int seed = 0; seed < 5000; seed++) {
            places[(int) new Permutation(10, seed).at(0)]++;
        }
        for (int count : places) {
            assertEquals(500, count, 110);
        }
    }

    @Test
    void aDamagedPartIsRefused() throws IOException {
        Path copy = directory.resolve("copy");
        PreparedDataset whole = shop;
        try (Stream<Path> files = Files.walk(whole.directory())) {
            for (Path file : files.sorted().toList()) {
                Files.copy(file, copy.resolve(whole.directory().relativize(file)));
            }
        }
        Path part = copy.resolve("train/part-00003.parquet");
        byte[] bytes = Files.readAllBytes(part);
        Files.write(part, Arrays.copyOf(bytes, bytes.length - 10));
        assertTrue(message(copy).contains("part-00003.parquet: has " + (bytes.length - 10) + " bytes instead of"));
        Files.delete(part);
        assertTrue(message(copy).contains("the part is missing"));
        Path description = copy.resolve("dataset.json");
        String json = Files.readString(description);
        Files.writeString(description, json.replace("\"version\" : " + DatasetDescription.VERSION, "\"version\" : 99"));
        assertTrue(message(copy).contains("use a newer Braid"));
        Files.writeString(description, "{}");
        assertTrue(message(copy).contains("not a file of format braid-dataset"));
        Files.writeString(description, json.substring(0, json.length() / 2));
        assertTrue(message(copy).contains("damaged"));
        Files.delete(description);
        assertTrue(message(copy).contains("no such file"));
        assertThrows(BadInput.class, () -> PreparedDataset.open(directory.resolve("nowhere")));
    }

    private static String message(Path dataset) {
        String message = assertThrows(BadFormat.class, () -> PreparedDataset.open(dataset))
                .getMessage();
        assertEquals(1, message.lines().count(), message);
        return message;
    }

    private static ReadOptions with(ReadOptions o, long seed, int epoch) {
        return new ReadOptions(o.batchSize(), o.shuffle(), seed, epoch, 0, o.cacheBytes(), o.shuffleBufferRows());
    }

    private static List<Batch> batches(ReadOptions options) {
        List<Batch> batches = new ArrayList<>();
        try (BatchStream stream = shop.read(Split.TRAIN, options)) {
            for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
                batches.add(batch);
            }
        }
        return batches;
    }

    private static List<Integer> ids(ReadOptions options) {
        List<Integer> ids = new ArrayList<>();
        for (Batch batch : batches(options)) {
            for (float id : batch.numbers()[0]) {
                ids.add((int) id);
            }
        }
        return ids;
    }

    private static void assertSame(Batch expected, Batch actual) {
        assertTrue(Arrays.deepEquals(expected.numbers(), actual.numbers()));
        assertTrue(Arrays.deepEquals(expected.labels(), actual.labels()));
        assertTrue(Arrays.deepEquals(expected.weights(), actual.weights()));
        assertTrue(Arrays.deepEquals(expected.users(), actual.users()));
        assertTrue(Arrays.equals(expected.bags()[1].offsets(), actual.bags()[1].offsets()));
        assertTrue(Arrays.equals(expected.bags()[1].ids(), actual.bags()[1].ids()));
    }
}
