package dev.braid.data;

import dev.braid.data.duck.Duck;
import dev.braid.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/** Batches of a DuckDB table of encoded rows, in the table's order. */
public final class EncodedRows {
    private static final int WINDOW = 1 << 16;

    private EncodedRows() {}

    /**
     * One pass over a table whose columns are laid out as in a prepared dataset.
     *
     * @param weighted per task whether rows carry weights; empty when rows carry features only
     * @param rows number of rows of the table
     */
    public static BatchStream of(
            Duck duck, Schema schema, List<Boolean> weighted, String table, long rows, int batchSize) {
        List<Integer> windows = new ArrayList<>();
        for (long first = 0; first < rows; first += WINDOW) {
            windows.add((int) Math.min(WINDOW, rows - first));
        }
        Layout layout = new Layout(schema, weighted);
        Windows load = window -> {
            long first = (long) window * WINDOW;
            String source = table + " WHERE rowid >= " + first + " AND rowid < " + (first + windows.get(window));
            return Block.load(duck, layout, source, windows.get(window));
        };
        return new Pass(layout, batchSize, windows, load, false, 0, 0);
    }
}
