package dev.braid.data;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers rows of blocks into the arrays of one batch, a column each. */
final class BatchAssembler {
    /** So many rows are copied whole before they become columns: the processor fetches several of them at a time. */
    private static final int TILE = 64;

    private final Layout layout;
    private final int rows;
    private final int[][] ids;
    private final float[][] numbers;
    private final int[][] offsets;
    private final int[][] values;
    /** The bits of weights, which lie as the values of their feature do. */
    private final int[][] valueWeights;

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
        this.valueWeights = new int[layout.features()][];
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
                case BAG_WEIGHTS -> valueWeights[i] = new int[rows];
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
        List<Layout.Column> columns = layout.columns();
        int[] wholeSlots = new int[columns.size()];
        int[][] wholes = new int[columns.size()][];
        int[] realSlots = new int[columns.size()];
        float[][] reals = new float[columns.size()][];
        int w = 0;
        int r = 0;
        for (int c = 0; c < columns.size(); c++) {
            int i = columns.get(c).index();
            int slot = block.slot(c);
            switch (columns.get(c).kind()) {
                case ID -> w = target(wholes, wholeSlots, w, ids[i], slot);
                case USER -> w = target(wholes, wholeSlots, w, users[i], slot);
                case NUMBER -> r = target(reals, realSlots, r, numbers[i], slot);
                case LABEL -> r = target(reals, realSlots, r, labels[i], slot);
                case WEIGHT -> r = target(reals, realSlots, r, weights[i], slot);
                case BAG -> gatherBags(block.offsets(c), block.values(c), which, count, i, values);
                case BAG_WEIGHTS -> gatherBags(block.offsets(c), block.values(c), which, count, i, valueWeights);
            }
        }
        int width = block.width();
        int[] tile = new int[TILE * width];
        for (int from = 0; from < count; from += TILE) {
            int length = Math.min(TILE, count - from);
            for (int b = 0; b < length; b++) {
                int row = which[from + b];
                block.page(row).get(block.start(row), tile, b * width, width);
            }
            for (int k = 0; k < w; k++) {
                turn(tile, width, wholeSlots[k], length, wholes[k], filled + from);
            }
            for (int k = 0; k < r; k++) {
                turn(tile, width, realSlots[k], length, reals[k], filled + from);
            }
        }
        filled += count;
    }

    private static void turn(int[] tile, int width, int slot, int length, int[] to, int at) {
        for (int b = 0; b < length; b++) {
            to[at + b] = tile[b * width + slot];
        }
    }

    private static void turn(int[] tile, int width, int slot, int length, float[] to, int at) {
        for (int b = 0; b < length; b++) {
            to[at + b] = Float.intBitsToFloat(tile[b * width + slot]);
        }
    }

    /** Notes the array that the numbers at a slot go to, and counts. */
    private static <T> int target(T[] arrays, int[] slots, int next, T array, int slot) {
        arrays[next] = array;
        slots[next] = slot;
        return next + 1;
    }

    private void gatherBags(IntBuffer from, IntBuffer bagValues, int[] which, int count, int feature, int[][] into) {
        int[] to = offsets[feature];
        for (int b = 0; b < count; b++) {
            int row = which[b];
            int start = from.get(row);
            int length = from.get(row + 1) - start;
            int at = to[filled + b];
            if (at + length > into[feature].length) {
                into[feature] = Arrays.copyOf(into[feature], Math.max(at + length, 2 * into[feature].length));
            }
            bagValues.get(start, into[feature], at, length);
            to[filled + b + 1] = at + length;
        }
    }

    Batch batch() {
        @Nullable Batch.Bag[] bags = new Batch.Bag[offsets.length];
        for (int f = 0; f < offsets.length; f++) {
            if (offsets[f] != null) {
                int length = offsets[f][rows];
                bags[f] = new Batch.Bag(offsets[f], Arrays.copyOf(values[f], length), weights(valueWeights[f], length));
            }
        }
        return new Batch(rows, ids, numbers, bags, labels, anyOrNull(weights), anyOrNull(users));
    }

    private static float @Nullable [] weights(int @Nullable [] bits, int length) {
        if (bits == null) {
            return null;
        }
        float[] weights = new float[length];
        for (int i = 0; i < length; i++) {
            weights[i] = Float.intBitsToFloat(bits[i]);
        }
        return weights;
    }

    private static <T> T @Nullable [] anyOrNull(T[] columns) {
        return Arrays.stream(columns).allMatch(java.util.Objects::isNull) ? null : columns;
    }
}
