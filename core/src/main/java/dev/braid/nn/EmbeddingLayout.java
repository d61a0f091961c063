package dev.braid.nn;

import dev.braid.schema.Feature;
import dev.braid.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where every feature's rows lie in one flat table, and how a batch's columns become a {@link Lookup}. A categorical or
 * multi-valued feature owns as many rows as its vocabulary has ids. A numeric feature owns two: the vector v that its
 * value multiplies, and the vector that stands for a missing value. Fields stand in the schema's order; with {@link
 * EmbeddingOptions.NumericFields#BLOCK} all numeric features share one last field, which also owns a bias row.
 */
public final class EmbeddingLayout {
    private final List<Feature> features;
    private final boolean block;
    private final int[] offset;
    private final int[] field;
    private final int fields;
    private final int tableRows;

    /** The layout of a schema's features. */
    public EmbeddingLayout(Schema schema, EmbeddingOptions.NumericFields numeric) {
        features = schema.features();
        block = numeric == EmbeddingOptions.NumericFields.BLOCK
                && features.stream().anyMatch(EmbeddingLayout::isNumeric);
        offset = new int[features.size()];
        field = new int[features.size()];
        long rows = 0;
        int next = 0;
        for (int i = 0; i < offset.length; i++) {
            Feature feature = features.get(i);
            offset[i] = Math.toIntExact(rows);
            rows += feature.match(c -> c.vocabulary(), n -> 2, m -> m.vocabulary());
            field[i] = block && isNumeric(feature) ? -1 : next++;
        }
        for (int i = 0; block && i < field.length; i++) {
            field[i] = field[i] < 0 ? next : field[i];
        }
        fields = block ? next + 1 : next;
        tableRows = Math.toIntExact(rows + (block ? 1 : 0));
    }

    /** Number of fields F. */
    public int fields() {
        return fields;
    }

    /** Number of rows N of every table. */
    public int tableRows() {
        return tableRows;
    }

    /**
     * Plans the lookups of a batch. Arrays are indexed by feature position; entries of other kinds are not read.
     *
     * @param rows number of batch rows B
     * @param ids per categorical feature {@code [B]}
     * @param numbers per numeric feature {@code [B]}, NaN = missing
     * @param bagOffsets per multi-valued feature {@code [B+1]}
     * @param bagIds per multi-valued feature the ids of all rows
     * @throws IllegalArgumentException if an id is outside of its vocabulary
     */
    public Lookup lookup(int rows, int[][] ids, float[][] numbers, int[][] bagOffsets, int[][] bagIds) {
        boolean plain = features.stream().allMatch(f -> f.match(c -> true, n -> !block, m -> false));
        boolean scaled = features.stream().anyMatch(f -> !f.match(c -> true, n -> false, m -> false));
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < offset.length; i++) {
            int f = i;
            columns.add(features.get(i)
                    .match(
                            c -> categorical(f, c, ids[f]),
                            n -> numeric(f, numbers[f]),
                            m -> bag(f, m, bagOffsets[f], bagIds[f])));
        }
        LookupPlanner planner = new LookupPlanner(rows, fields, entries(rows, bagIds), scaled, !plain);
        for (int b = 0; b < rows; b++) {
            planner.beginRow(b);
            for (Column column : columns) {
                column.plan(planner, b);
            }
            if (block) {
                planner.add(tableRows - 1, 1, fields - 1);
            }
        }
        return planner.finish();
    }

    /** A column of a batch that plans its entries for one batch row. */
    @FunctionalInterface
    private interface Column {
        void plan(LookupPlanner planner, int b);
    }

    private int entries(int rows, int[][] bagIds) {
        long entries = block ? rows : 0;
        for (int i = 0; i < offset.length; i++) {
            int f = i;
            entries += features.get(i).match(c -> rows, n -> rows, m -> bagIds[f].length);
        }
        return Math.toIntExact(entries);
    }

    private Column categorical(int i, Feature.Categorical feature, int[] ids) {
        int first = offset[i];
        int to = field[i];
        return (planner, b) -> {
            requireKnown(feature.name(), ids[b], feature.vocabulary());
            planner.add(first + ids[b], 1, to);
        };
    }

    private Column numeric(int i, float[] numbers) {
        int first = offset[i];
        int to = field[i];
        return (planner, b) -> {
            boolean missing = Float.isNaN(numbers[b]);
            planner.add(missing ? first + 1 : first, missing ? 1 : numbers[b], to);
        };
    }

    private Column bag(int i, Feature.MultiValued feature, int[] bagOffsets, int[] bagIds) {
        int first = offset[i];
        int to = field[i];
        boolean mean = feature.pooling() == Feature.Pooling.MEAN;
        return (planner, b) -> {
            float scale = mean ? 1f / (bagOffsets[b + 1] - bagOffsets[b]) : 1;
            for (int j = bagOffsets[b]; j < bagOffsets[b + 1]; j++) {
                requireKnown(feature.name(), bagIds[j], feature.vocabulary());
                planner.add(first + bagIds[j], scale, to);
            }
        };
    }

    private static void requireKnown(String name, int id, int vocabulary) {
        if (id < 0 || id >= vocabulary) {
            throw new IllegalArgumentException(
                    "feature " + name + ": id " + id + " is outside of its vocabulary of " + vocabulary);
        }
    }

    private static boolean isNumeric(Feature feature) {
        return feature.match(c -> false, n -> true, m -> false);
    }

    @Override
    public String toString() {
        return "EmbeddingLayout[fields=" + fields + ", rows=" + tableRows + ", offsets=" + Arrays.toString(offset)
                + "]";
    }
}
