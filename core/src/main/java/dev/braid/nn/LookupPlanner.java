package dev.braid.nn;

/** Collects the entries of a {@link Lookup}, batch row by batch row. */
final class LookupPlanner {
    private final int rows;
    private final int fields;
    private final DistinctRows distinct;
    private final int[] position;
    private final float[] scale;
    private final int[] cell;
    private final int[] start;
    private int row;
    private int next;

    /**
     * @param entries how many will come
     * @param scaled whether factors other than 1 may come
     * @param celled whether a cell may get no entry or several
     */
    LookupPlanner(int rows, int fields, int entries, boolean scaled, boolean celled) {
        this.rows = rows;
        this.fields = fields;
        distinct = new DistinctRows(entries);
        position = new int[entries];
        scale = scaled ? new float[entries] : null;
        cell = celled ? new int[entries] : null;
        start = celled ? new int[rows + 1] : null;
    }

    void beginRow(int b) {
        row = b;
        if (start != null) {
            start[b] = next;
        }
    }

    /** Adds {@code factor} times a table row to a field of the current batch row. */
    void add(int tableRow, float factor, int field) {
        int target = row * fields + field;
        int at = cell == null ? target : next;
        next++;
        position[at] = distinct.place(tableRow);
        if (scale != null) {
            scale[at] = factor;
        }
        if (cell != null) {
            cell[at] = target;
        }
    }

    Lookup finish() {
        if (start != null) {
            start[rows] = next;
        }
        return new Lookup(rows, fields, distinct.rows(), position, scale, cell, start);
    }
}
