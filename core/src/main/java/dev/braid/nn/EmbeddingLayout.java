package dev.braid.nn;

import dev.braid.schema.Feature;
import dev.braid.schema.Schema;
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
        int entries = entries(rows, bagIds);
        Planner planner = new Planner(entries, scaled, !plain);
        for (int i = 0; i < offset.length; i++) {
            int f = i;
            features.get(i)
                    .match(
                            c -> categorical(planner, f, c, rows, ids[f]),
                            n -> numeric(planner, f, rows, numbers[f]),
                            m -> bag(planner, f, m, rows, bagOffsets[f], bagIds[f]));
        }
        for (int b = 0; block && b < rows; b++) {
            planner.add(tableRows - 1, 1, b * fields + fields - 1);
        }
        return planner.finish(rows, fields);
    }

    private int entries(int rows, int[][] bagIds) {
        long entries = block ? rows : 0;
        for (int i = 0; i < offset.length; i++) {
            int f = i;
            entries += features.get(i).match(c -> rows, n -> rows, m -> bagIds[f].length);
        }
        return Math.toIntExact(entries);
    }

    private boolean categorical(Planner planner, int i, Feature.Categorical feature, int rows, int[] ids) {
        int cell = field[i];
        for (int b = 0; b < rows; b++, cell += fields) {
            requireKnown(feature.name(), ids[b], feature.vocabulary());
            planner.add(offset[i] + ids[b], 1, cell);
        }
        return true;
    }

    private boolean numeric(Planner planner, int i, int rows, float[] numbers) {
        int cell = field[i];
        for (int b = 0; b < rows; b++, cell += fields) {
            boolean missing = Float.isNaN(numbers[b]);
            planner.add(missing ? offset[i] + 1 : offset[i], missing ? 1 : numbers[b], cell);
        }
        return true;
    }

    private boolean bag(Planner planner, int i, Feature.MultiValued feature, int rows, int[] bagOffsets, int[] bagIds) {
        int cell = field[i];
        for (int b = 0; b < rows; b++, cell += fields) {
            int length = bagOffsets[b + 1] - bagOffsets[b];
            float scale = feature.pooling() == Feature.Pooling.MEAN ? 1f / length : 1;
            for (int j = bagOffsets[b]; j < bagOffsets[b + 1]; j++) {
                requireKnown(feature.name(), bagIds[j], feature.vocabulary());
                planner.add(offset[i] + bagIds[j], scale, cell);
            }
        }
        return true;
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

    /** Collects entries; without cells of their own, entries are placed where their cell is. */
    private static final class Planner {
        private final DistinctRows distinct;
        private final int[] position;
        private final float[] scale;
        private final int[] cell;
        private int next;

        Planner(int entries, boolean scaled, boolean celled) {
            distinct = new DistinctRows(entries);
            position = new int[entries];
            scale = scaled ? new float[entries] : null;
            cell = celled ? new int[entries] : null;
        }

        void add(int row, float factor, int target) {
            int at = cell == null ? target : next++;
            position[at] = distinct.place(row);
            if (scale != null) {
                scale[at] = factor;
            }
            if (cell != null) {
                cell[at] = target;
            }
        }

        Lookup finish(int rows, int fields) {
            return new Lookup(rows, fields, distinct.rows(), position, scale, cell);
        }
    }

    @Override
    public String toString() {
        return "EmbeddingLayout[fields=" + fields + ", rows=" + tableRows + ", offsets=" + Arrays.toString(offset)
                + "]";
    }
}
