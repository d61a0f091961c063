package dev.braid.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.nn.EmbeddingOptions.NumericFields;
import dev.braid.schema.Feature;
import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import dev.braid.tensor.DType;
import dev.braid.tensor.NoLeaks;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Embeddings of every kind of feature against sums in plain Java, and the gradient written out in {@link EmbeddingTable}
 * against central differences. Lists have 1, 2 or 4 ids, whose factors are exact in single precision.
 */
@ExtendWith(NoLeaks.class)
final class EmbeddingTableTest {
    private static final int K = 3;
    private static final int B = 4;
    private static final Schema SCHEMA = new Schema(
            List.of(
                    new Feature.Categorical("user", 5), // table rows 0..4
                    new Feature.Numeric("price"), // 5 and 6
                    new Feature.MultiValued("tags", 4, Feature.Pooling.MEAN), // 7..10
                    new Feature.Numeric("age"), // 11 and 12
                    new Feature.MultiValued("seen", 3, Feature.Pooling.SUM)), // 13..15, and 16 is the block's bias
            List.of(new Task("y", Optional.empty(), 1, false)));
    private static final int[] USER = {3, 1, 3, 0};
    private static final float[] PRICE = {0.5f, Float.NaN, -2, 0};
    private static final float[] AGE = {Float.NaN, 1.5f, 0.25f, -1};
    private static final int[][] TAGS = {{1, 1}, {}, {0, 2, 3, 1}, {2}};
    private static final int[][] SEEN = {{0}, {2, 2, 1}, {}, {1, 0}};

    private static int[] offsets(int[][] lists) {
        int[] offsets = new int[lists.length + 1];
        for (int b = 0; b < lists.length; b++) {
            offsets[b + 1] = offsets[b] + lists[b].length;
        }
        return offsets;
    }

    private static int[] flat(int[][] lists) {
        return Arrays.stream(lists).flatMapToInt(Arrays::stream).toArray();
    }

    private static Lookup lookup(EmbeddingLayout layout, int[] user, int[][] tags) {
        return layout.lookup(
                B,
                new int[][] {user, null, null, null, null},
                new float[][] {null, PRICE, null, AGE, null},
                new int[][] {null, null, offsets(tags), null, offsets(SEEN)},
                new int[][] {null, null, flat(tags), null, flat(SEEN)});
    }

    private static EmbeddingTable table(EmbeddingLayout layout) {
        EmbeddingRequest request = new EmbeddingRequest("t", EmbeddingRequest.RowInit.UNIT_UNIFORM);
        return EmbeddingTable.of(request, layout.tableRows(), K, DType.F64, 5);
    }

    /** Embeddings {@code [B, F, k]} as the definition says. */
    private static double[] expected(NumericFields numeric, double[] table) {
        boolean block = numeric == NumericFields.BLOCK;
        int fields = block ? 4 : 5;
        double[] e = new double[B * fields * K];
        int tags = block ? 1 : 2;
        int seen = block ? 2 : 4;
        for (int b = 0; b < B; b++) {
            int at = b * fields;
            plus(e, at, 1, table, USER[b]);
            plusNumber(e, block ? at + 3 : at + 1, PRICE[b], table, 5);
            plusNumber(e, at + 3, AGE[b], table, 11);
            for (int id : TAGS[b]) {
                plus(e, at + tags, 1.0 / TAGS[b].length, table, 7 + id);
            }
            for (int id : SEEN[b]) {
                plus(e, at + seen, 1, table, 13 + id);
            }
            if (block) {
                plus(e, at + 3, 1, table, 16);
            }
        }
        return e;
    }

    private static void plusNumber(double[] e, int cell, float number, double[] table, int row) {
        boolean missing = Float.isNaN(number);
        plus(e, cell, missing ? 1 : number, table, missing ? row + 1 : row);
    }

    private static void plus(double[] e, int cell, double factor, double[] table, int row) {
        for (int i = 0; i < K; i++) {
            e[cell * K + i] += factor * table[row * K + i];
        }
    }

    /** {@code Σ c·e + ½ Σ e²}, whose derivative by e is c + e. */
    private static double loss(double[] c, double[] e) {
        double loss = 0;
        for (int i = 0; i < e.length; i++) {
            loss += c[i] * e[i] + e[i] * e[i] / 2;
        }
        return loss;
    }

    private static double[] embed(EmbeddingTable table, Lookup lookup) {
        try (Scope scope = Scope.open()) {
            return table.embed(lookup, 0, B).embeddings().toDoubles();
        }
    }

    /** The gradient of {@link #loss} by all rows of the table, put together from parts of the batch. */
    private static double[] gradient(EmbeddingTable table, Lookup lookup, double[] c, int partRows) {
        int fields = c.length / B / K;
        try (Scope scope = Scope.open()) {
            Tensor all = Tensors.of(DType.F64, c, B, fields, K);
            List<Tensor> entries = new ArrayList<>();
            for (int from = 0; from < B; from += partRows) {
                int length = Math.min(partRows, B - from);
                EmbeddingTable.Embedded part = table.embed(lookup, from, length);
                entries.add(part.entryGradient(all.narrow(0, from, length).add(part.embeddings())));
            }
            double[] whole = new double[Math.toIntExact(table.rows().size(0)) * K];
            Tensor rows = EmbeddingTable.rowGradient(lookup, entries);
            assertArrayEquals(new long[] {lookup.distinctRows(), K}, rows.shape());
            try (var spread = Tensors.state(DType.F64, table.rows().shape())) {
                spread.putRows(lookup.distinct(0, lookup.distinctRows()), rows);
                System.arraycopy(spread.toDoubles(), 0, whole, 0, whole.length);
            }
            return whole;
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfFeatureBecomesTheVectorItsDefinitionSays(NumericFields numeric) {
        EmbeddingLayout layout = new EmbeddingLayout(SCHEMA, numeric);
        assertEquals(numeric == NumericFields.BLOCK ? 4 : 5, layout.fields());
        assertEquals(numeric == NumericFields.BLOCK ? 17 : 16, layout.tableRows());
        try (EmbeddingTable table = table(layout)) {
            double[] expected = expected(numeric, table.rows().toDoubles());
            assertArrayEquals(expected, embed(table, lookup(layout, USER, TAGS)), 1e-15);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theGradientIsThatOfCentralDifferencesHoweverTheBatchIsDivided(NumericFields numeric) {
        EmbeddingLayout layout = new EmbeddingLayout(SCHEMA, numeric);
        Lookup lookup = lookup(layout, USER, TAGS);
        double[] c = new SplittableRandom(3)
                .doubles((long) B * layout.fields() * K, -1, 1)
                .toArray();
        try (EmbeddingTable table = table(layout)) {
            double[] start = table.rows().toDoubles();
            double[] slopes = new double[start.length];
            double h = 1e-4;
            for (int i = 0; i < start.length; i++) {
                double[] moved = start.clone();
                moved[i] = start[i] + h;
                table.rows().assign(moved);
                double above = loss(c, embed(table, lookup));
                moved[i] = start[i] - h;
                table.rows().assign(moved);
                slopes[i] = (above - loss(c, embed(table, lookup))) / (2 * h);
            }
            table.rows().assign(start);
            assertTrue(Arrays.stream(slopes).filter(s -> Math.abs(s) > 1e-6).count() > 30);
            for (int partRows : new int[] {1, 3, B}) {
                assertArrayEquals(slopes, gradient(table, lookup, c, partRows), 1e-9, "parts of " + partRows);
            }
        }
    }

    @Test
    void theRowsOfOneIdInABatchAddUp() {
        Schema ids = new Schema(List.of(new Feature.Categorical("user", 9)), SCHEMA.tasks());
        EmbeddingLayout layout = new EmbeddingLayout(ids, NumericFields.PER_FEATURE);
        Lookup lookup = layout.lookup(B, new int[][] {{7, 2, 7, 7}}, new float[1][], new int[1][], new int[1][]);
        assertEquals(2, lookup.distinctRows());
        try (EmbeddingTable table = table(layout);
                Scope scope = Scope.open()) {
            Tensor arriving =
                    Tensors.of(DType.F64, new double[] {1, 2, 3, 10, 20, 30, 100, 200, 300, 1000, 2000, 3000}, B, 1, K);
            Tensor entries = table.embed(lookup, 0, B).entryGradient(arriving);
            double[] rows = EmbeddingTable.rowGradient(lookup, List.of(entries)).toDoubles();
            assertArrayEquals(new double[] {1101, 2202, 3303, 10, 20, 30}, rows);
        }
    }

    @Test
    void aBagOfThreeIsTheirMeanToSinglePrecision() {
        Schema bags = new Schema(List.of(new Feature.MultiValued("tags", 4, Feature.Pooling.MEAN)), SCHEMA.tasks());
        EmbeddingLayout layout = new EmbeddingLayout(bags, NumericFields.PER_FEATURE);
        Lookup lookup = layout.lookup(1, new int[1][], new float[1][], new int[][] {{0, 3}}, new int[][] {{0, 3, 3}});
        try (EmbeddingTable table = table(layout);
                Scope scope = Scope.open()) {
            double[] rows = table.rows().toDoubles();
            double[] mean = new double[K];
            for (int i = 0; i < K; i++) {
                mean[i] = (rows[i] + 2 * rows[3 * K + i]) / 3;
            }
            assertArrayEquals(mean, table.embed(lookup, 0, 1).embeddings().toDoubles(), 1e-7);
        }
    }

    @Test
    void weightsOfAListAreFactorsOfItsRowsForwardAndBack() {
        for (Feature.Pooling pooling : Feature.Pooling.values()) {
            Feature tags = new Feature.MultiValued("tags", 4, pooling, Optional.empty(), true);
            EmbeddingLayout layout =
                    new EmbeddingLayout(new Schema(List.of(tags), SCHEMA.tasks()), NumericFields.PER_FEATURE);
            int[][] offsets = {{0, 3, 3, 4}};
            float[][] weights = {{0.5f, 2, 1.5f, 0}};
            Lookup lookup =
                    layout.lookup(3, new int[1][], new float[1][], offsets, new int[][] {{1, 3, 1, 2}}, weights);
            double all = pooling == Feature.Pooling.MEAN ? 4 : 1;
            try (EmbeddingTable table = table(layout);
                    Scope scope = Scope.open()) {
                double[] rows = table.rows().toDoubles();
                double[] pooled = new double[3 * K];
                double[] slopes = new double[3 * K];
                for (int i = 0; i < K; i++) {
                    pooled[i] = (2 * rows[K + i] + 2 * rows[3 * K + i]) / all;
                    slopes[i] = 2 / all;
                    slopes[K + i] = 2 / all;
                }
                EmbeddingTable.Embedded embedded = table.embed(lookup, 0, 3);
                assertArrayEquals(pooled, embedded.embeddings().toDoubles(), 1e-7);
                Tensor ones = embedded.embeddings().mul(0).add(1);
                Tensor gradient = EmbeddingTable.rowGradient(lookup, List.of(embedded.entryGradient(ones)));
                assertArrayEquals(slopes, gradient.toDoubles(), 1e-7);
            }
        }
    }

    @Test
    void aBatchOfEmptyListsIsZerosAndTouchesNoRow() {
        Schema bags = new Schema(List.of(new Feature.MultiValued("tags", 4, Feature.Pooling.SUM)), SCHEMA.tasks());
        EmbeddingLayout layout = new EmbeddingLayout(bags, NumericFields.PER_FEATURE);
        Lookup lookup = layout.lookup(2, new int[1][], new float[1][], new int[][] {{0, 0, 0}}, new int[][] {{}});
        assertEquals(0, lookup.distinctRows());
        try (EmbeddingTable table = table(layout);
                Scope scope = Scope.open()) {
            EmbeddingTable.Embedded embedded = table.embed(lookup, 0, 2);
            assertArrayEquals(new double[2 * K], embedded.embeddings().toDoubles());
            Tensor entries = embedded.entryGradient(embedded.embeddings().add(1));
            assertArrayEquals(
                    new long[] {0, K},
                    EmbeddingTable.rowGradient(lookup, List.of(entries)).shape());
        }
    }

    @Test
    void idsOutsideOfAVocabularyAreRefusedByName() {
        EmbeddingLayout layout = new EmbeddingLayout(SCHEMA, NumericFields.PER_FEATURE);
        requireRefused("user", () -> lookup(layout, new int[] {0, 5, 0, 0}, TAGS));
        requireRefused("user", () -> lookup(layout, new int[] {0, -1, 0, 0}, TAGS));
        requireRefused("tags", () -> lookup(layout, USER, new int[][] {{1}, {4}, {}, {}}));
    }

    private static void requireRefused(String feature, Runnable planning) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, planning::run);
        assertTrue(refusal.getMessage().contains("feature " + feature), refusal.getMessage());
    }
}
