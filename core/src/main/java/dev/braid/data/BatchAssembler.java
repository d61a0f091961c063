package dev.braid.data;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Gathers rows of blocks into the arrays of one batch, column by column. */
final class BatchAssembler {
    private final Layout layout;
    private final int rows;
    private final int[][] ids;
    private final float[][] numbers;
    private final int[][] offsets;
    private final int[][] values;
    private final float[][] labels;
    private final float[][] weights;
    private final int[][] users;
    private int filled;

    /**
     * @param rows how many rows the batch will have
     */
    BatchAssembler(Layout layout, int rows) {
        this.layout = layout;
        this.rows = rows;
        this.ids = new int[layout.features()][];
        this.numbers = new float[layout.features()][];
        this.offsets = new int[layout.features()][];
        this.values = new int[layout.features()][];
        this.labels = new float[layout.tasks()][];
        this.weights = new float[layout.tasks()][];
        this.users = new int[layout.tasks()][];
        for (Layout.Column column : layout.columns()) {
            int i = column.index();
            switch (column.kind()) {
                case ID -> ids[i] = new int[rows];
                case NUMBER -> numbers[i] = new float[rows];
                case BAG -> {
                    offsets[i] = new int[rows + 1];
                    values[i] = new int[rows];
                }
                case LABEL -> labels[i] = new float[rows];
                case WEIGHT -> weights[i] = new float[rows];
                case USER -> users[i] = new int[rows];
            }
        }
    }

    /** How many rows are still to come. */
    int missing() {
        return rows - filled;
    }

    /** Adds rows of a block. */
    void add(Block block, int[] which, int count) {
        for (int c = 0; c < layout.columns().size(); c++) {
            Layout.Column column = layout.columns().get(c);
            int i = column.index();
            switch (column.kind()) {
                case ID -> gather(block.ints(c), which, count, ids[i]);
                case USER -> gather(block.ints(c), which, count, users[i]);
                case NUMBER -> gather(block.floats(c), which, count, numbers[i]);
                case LABEL -> gather(block.floats(c), which, count, labels[i]);
                case WEIGHT -> gather(block.floats(c), which, count, weights[i]);
                case BAG -> gatherBags(block.ints(c), block.values(c), which, count, i);
            }
        }
        filled += count;
    }

    private void gather(IntBuffer from, int[] which, int count, int[] to) {
        for (int b = 0; b < count; b++) {
            to[filled + b] = from.get(which[b]);
        }
    }

    private void gather(FloatBuffer from, int[] which, int count, float[] to) {
        for (int b = 0; b < count; b++) {
            to[filled + b] = from.get(which[b]);
        }
    }

    private void gatherBags(IntBuffer from, IntBuffer bagValues, int[] which, int count, int feature) {
        int[] to = offsets[feature];
        for (int b = 0; b < count; b++) {
            int row = which[b];
            int start = from.get(row);
            int length = from.get(row + 1) - start;
            int at = to[filled + b];
            if (at + length > values[feature].length) {
                values[feature] = Arrays.copyOf(values[feature], Math.max(at + length, 2 * values[feature].length));
            }
            bagValues.get(start, values[feature], at, length);
            to[filled + b + 1] = at + length;
        }
    }

    Batch batch() {
        @Nullable Batch.Bag[] bags = new Batch.Bag[offsets.length];
        for (int f = 0; f < offsets.length; f++) {
            if (offsets[f] != null) {
                bags[f] = new Batch.Bag(offsets[f], Arrays.copyOf(values[f], offsets[f][rows]));
            }
        }
        return new Batch(rows, ids, numbers, bags, labels, anyOrNull(weights), anyOrNull(users));
    }

    private static <T> T @Nullable [] anyOrNull(T[] columns) {
        return Arrays.stream(columns).allMatch(java.util.Objects::isNull) ? null : columns;
    }
}
