package dev.braid.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadInput;
import dev.braid.schema.Feature;
import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import dev.braid.tensor.DType;
import dev.braid.tensor.NoLeaks;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One weight per id, number and cross: what a row's linear term reads, and which weights it moves. */
@ExtendWith(NoLeaks.class)
class LinearTermTest {
    private static final Schema SCHEMA = new Schema(
            List.of(
                    new Feature.Categorical("user", 5), // weights 0..4
                    new Feature.Numeric("price"), // 5 and, where it is missing, 6
                    new Feature.Categorical("item", 3), // 7..9
                    new Feature.MultiValued("tags", 4, Feature.Pooling.MEAN)), // 10..13, the cross from 14 on
            List.of(new Task("y", Optional.empty(), 1, false)));

    private static EmbeddingLayout layout(EmbeddingOptions.NumericFields numeric, FeatureCross... crosses) {
        return new EmbeddingLayout(SCHEMA, new EmbeddingColumns.Weights(List.of(crosses)).form(numeric));
    }

    private static Lookup row(EmbeddingLayout layout, int user, float price, int item, int... tags) {
        return layout.lookup(
                1,
                new int[][] {{user}, null, {item}, null},
                new float[][] {null, {price}, null, null},
                new int[][] {null, null, null, {0, tags.length}},
                new int[][] {null, null, null, tags});
    }

    private static EmbeddingTable table(EmbeddingLayout layout) {
        EmbeddingRequest request = EmbeddingRequest.weights("w", List.of(), RowTraining.AS_OPTIONS_SAY);
        return EmbeddingTable.of(request, layout.tableRows(), 16, DType.F64, 1);
    }

    /** d(w·a)/dw for every weight, and the term itself checked on the way. */
    private static double[] slopes(EmbeddingLayout layout, Lookup row) {
        try (EmbeddingTable table = table(layout);
                Scope scope = Scope.open()) {
            assertArrayEquals(new double[layout.tableRows()], table.rows().toDoubles(), "weights start at 0");
            table.rows().fillUniform(-1, 1, 3);
            double[] w = table.rows().toDoubles();
            EmbeddingTable.Embedded embedded = table.embed(row, 0, 1);
            double term = LinearTerm.sum(embedded.embeddings()).item();
            Tensor ones = Tensors.zeros(DType.F64, 1, layout.fields(), 1).add(1);
            Tensor gradient = EmbeddingTable.rowGradient(row, List.of(embedded.entryGradient(ones)));
            try (var spread = Tensors.state(DType.F64, table.rows().shape())) {
                spread.putRows(row.distinct(0, row.distinctRows()), gradient);
                double[] slopes = spread.toDoubles();
                double expected = 0;
                for (int i = 0; i < w.length; i++) {
                    expected += w[i] * slopes[i];
                }
                assertEquals(expected, term, 1e-12);
                return slopes;
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSlopeOfAWeightIsOneForPresentIdsTheValueForNumbersAndZeroOtherwise(EmbeddingOptions.NumericFields numeric) {
        EmbeddingLayout layout = layout(numeric, new FeatureCross("user", "item", 100));
        assertEquals(5, layout.fields());
        assertEquals(14 + 15, layout.tableRows());
        double[] expected = new double[layout.tableRows()];
        expected[3] = 1;
        expected[5] = -0.75;
        expected[7 + 2] = 1;
        expected[10] = 0.5;
        expected[13] = 0.5;
        expected[14 + 3 * 3 + 2] = 1;
        assertArrayEquals(expected, slopes(layout, row(layout, 3, -0.75f, 2, 0, 3)));
    }

    @Test
    void aMissingNumberHasAWeightOfItsOwn() {
        EmbeddingLayout layout = layout(EmbeddingOptions.NumericFields.PER_FEATURE);
        double[] expected = new double[14];
        expected[0] = 1;
        expected[6] = 1;
        expected[7] = 1;
        assertArrayEquals(expected, slopes(layout, row(layout, 0, Float.NaN, 0)));
    }

    @Test
    void pairsThatAllFitHaveWeightsOfTheirOwnMoreShareThem() {
        EmbeddingLayout exact =
                layout(EmbeddingOptions.NumericFields.PER_FEATURE, new FeatureCross("item", "user", 15));
        EmbeddingLayout hashed =
                layout(EmbeddingOptions.NumericFields.PER_FEATURE, new FeatureCross("item", "user", 7));
        assertEquals(14 + 15, exact.tableRows());
        assertEquals(14 + 7, hashed.tableRows());
        assertEquals(15, crossedRows(exact).size());
        Set<Integer> shared = crossedRows(hashed);
        assertTrue(shared.size() >= 4 && shared.stream().allMatch(r -> r >= 14 && r < 21), shared.toString());
    }

    /** The rows that all pairs of ids read for the cross. */
    private static Set<Integer> crossedRows(EmbeddingLayout layout) {
        Set<Integer> rows = new HashSet<>();
        for (int user = 0; user < 5; user++) {
            for (int item = 0; item < 3; item++) {
                int[] read = row(layout, user, 1, item).slice(0, 1).tableRows();
                rows.add(read[read.length - 1]);
            }
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user | itme  | cross user*itme: no feature is named 'itme'; did you mean 'item'? known: item, user",
                "price | item | cross price*item: feature 'price' is numeric; only categorical features have one id per row to cross",
                "user | tags  | cross user*tags: feature 'tags' is multi-valued; only categorical features have one id per row to cross",
            })
    void whatHasNoIdToCrossIsRefusedByName(String first, String second, String expected) {
        FeatureCross cross = new FeatureCross(first, second, 10);
        BadInput e = assertThrows(BadInput.class, () -> layout(EmbeddingOptions.NumericFields.PER_FEATURE, cross));
        assertEquals(expected, e.getMessage());
    }
}
