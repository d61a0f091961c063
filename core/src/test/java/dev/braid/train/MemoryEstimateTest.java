package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.data.BatchStream;
import dev.braid.data.ReadOptions;
import dev.braid.data.Split;
import dev.braid.fault.BadInput;
import dev.braid.nn.TaskCorrelation;
import dev.braid.schema.Feature;
import dev.braid.schema.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MemoryEstimateTest {
    /** 1,000 + 500 rows and the two of a number. */
    private static final Schema SCHEMA = schema(1000);

    @TempDir
    Path folder;

    private static Schema schema(int users) {
        return new Schema(
                List.of(
                        new Feature.Categorical("user", users),
                        new Feature.Categorical("item", 500),
                        new Feature.Numeric("price")),
                TinyData.SCHEMA.tasks());
    }

    private static MemoryEstimate estimate(Schema schema, String model, String... sets) {
        return MemoryEstimate.of(
                Training.on(TinyRuns.DATA).model(model).set(Arrays.asList(sets)).options(), schema);
    }

    /** Rows are 1502 of 4 bytes times the width; a batch reads three fields, and as many gradients come back. */
    @ParameterizedTest
    @CsvSource({
        "mmoe,  lazy-adam,       16, 1, 96128,  192256",
        "mmoe,  rowwise-adagrad, 16, 1, 96128,  6008",
        "mmoe,  dense-adam,      16, 1, 96128,  288384",
        "mmoe,  sgd,             16, 1, 96128,  0",
        "mmoe,  lazy-adam,       32, 1, 192256, 384512",
        "igie,  lazy-adam,       16, 2, 192256, 384512",
        "dnn,   lazy-adam,       16, 2, 192256, 384512"
    })
    void knownSizes(String model, String rows, int width, int tables, long tableBytes, long stateBytes) {
        MemoryEstimate estimate =
                estimate(SCHEMA, model, "optimizer.rows=" + rows, "embedding.width=" + width, "train.batchSize=100");
        long batchBytes = tables * 2L * 100 * 3 * width * 4;
        assertEquals(new MemoryEstimate(tables, tables * 1502L, tableBytes, stateBytes, batchBytes), estimate);
        assertEquals(tableBytes + stateBytes + batchBytes, estimate.bytes());
        assertFalse(estimate.worthSaying());
    }

    @Test
    void theEstimateIsWhatIsAllocated() {
        RunOptions options =
                TinyRuns.training().model("igie").set("model.experts=2").options();
        MemoryEstimate estimate = MemoryEstimate.of(options, TinyData.SCHEMA);
        try (Network network = Networks.create(options, TinyData.SCHEMA)) {
            long numbers = network.weights().entrySet().stream()
                    .filter(e -> e.getKey().startsWith("embedding."))
                    .mapToLong(e -> e.getValue().size(0) * e.getValue().size(1))
                    .sum();
            assertEquals(4 * numbers, estimate.tableBytes());
        }
    }

    @Test
    void moreThanAGigabyteIsSaidInOneLine() {
        MemoryEstimate estimate = estimate(schema(3_000_000), "igie", "embedding.width=128");
        assertTrue(estimate.worthSaying());
        String line = estimate.line();
        assertTrue(line.startsWith("memory: at least 8.6 GB (6,001,004 embedding rows in 2 tables 2.9 GB"), line);
        assertEquals(1, line.lines().count());
    }

    @Test
    void onlyWhatClearlyDoesNotFitIsRefused() {
        MemoryEstimate estimate = new MemoryEstimate(2, 10, 60, 30, 0);
        assertDoesNotThrow(() -> estimate.requireFits(100));
        String said =
                assertThrows(BadInput.class, () -> estimate.requireFits(99)).getMessage();
        assertTrue(said.contains("lower embedding.width") && said.contains("igie: model.groups"), said);
        assertEquals(1, said.lines().count());
    }

    @Test
    void aTrainingThatCannotFitIsRefusedBeforeItBegins() {
        TrainingData huge = new Huge(schema(2_000_000_000));
        Path run = folder.resolve("run");
        String said = assertThrows(
                        BadInput.class,
                        () -> Training.on(huge).set("embedding.width=4096").run(run))
                .getMessage();
        assertTrue(said.startsWith("training needs at least 9") && said.contains(" of memory"), said);
        assertFalse(Files.exists(run));
    }

    @Test
    void moreIdsThanATableHoldsAreRefused() {
        String said = assertThrows(BadInput.class, () -> estimate(schema(Integer.MAX_VALUE), "mmoe"))
                .getMessage();
        assertTrue(said.contains("2,147,483,647") && said.contains("minCount"), said);
    }

    /** Data that nobody will read. */
    private record Huge(Schema schema) implements TrainingData {
        @Override
        public String name() {
            return "huge";
        }

        @Override
        public String contentHash() {
            return "huge";
        }

        @Override
        public long rows(Split split) {
            return 1_000;
        }

        @Override
        public BatchStream read(Split split, ReadOptions options) {
            throw new AssertionError("nothing is read");
        }

        @Override
        public Map<TaskCorrelation.Measure, double[][]> labelCorrelations() {
            return TinyRuns.DATA.labelCorrelations();
        }

        @Override
        public Path place() {
            return Path.of("huge");
        }

        @Override
        public void copyTransformation(Path directory) {
            throw new AssertionError("nothing is written");
        }
    }
}
