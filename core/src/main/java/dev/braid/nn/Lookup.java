package dev.braid.nn;

import dev.braid.tensor.Index;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which table rows a batch reads, with which factors, and where they go: plain arrays, made off the training thread.
 * Entry i adds {@code scale[i] · table[distinct[position[i]]]} to cell {@code cell[i]} of the B·F embedding vectors. The
 * entries of one batch row stand together, in the order of the batch rows.
 */
public final class Lookup {
    private final int rows;
    private final int fields;
    private final int[] distinct;
    private final int[] position;
    private final float @Nullable [] scale;
    private final int @Nullable [] cell;
    private final int @Nullable [] start;

    /**
     * @param scale null when all factors are 1
     * @param cell null when entry i goes to cell i
     * @param start {@code [B+1]}, the first entry of each batch row; null together with {@code cell}
     */
    Lookup(
            int rows,
            int fields,
            int[] distinct,
            int[] position,
            float @Nullable [] scale,
            int @Nullable [] cell,
            int @Nullable [] start) {
        this.rows = rows;
        this.fields = fields;
        this.distinct = distinct;
        this.position = position;
        this.scale = scale;
        this.cell = cell;
        this.start = start;
    }

    /** Number of batch rows B. */
    public int rows() {
        return rows;
    }

    /** Number of distinct table rows U that are read. */
    public int distinctRows() {
        return distinct.length;
    }

    /** The distinct table rows {@code from .. to-1}, which are numbered in the order of their first appearance. */
    public Index distinct(int from, int to) {
        return Index.of(Arrays.copyOfRange(distinct, from, to));
    }

    /** For every entry, the number of its distinct table row. */
    Index positions() {
        return Index.of(position);
    }

    /** The entries of the batch rows {@code from .. from+length-1}. */
    Slice slice(int from, int length) {
        int first = start == null ? from * fields : start[from];
        int last = start == null ? (from + length) * fields : start[from + length];
        int[] tableRows = new int[last - first];
        for (int i = first; i < last; i++) {
            tableRows[i - first] = distinct[position[i]];
        }
        int[] cells = cell == null ? null : Arrays.copyOfRange(cell, first, last);
        for (int i = 0; cells != null && i < cells.length; i++) {
            cells[i] -= from * fields;
        }
        return new Slice(
                length, fields, tableRows, scale == null ? null : Arrays.copyOfRange(scale, first, last), cells);
    }

    /**
     * The entries of some batch rows, by themselves.
     *
     * @param rows number of those batch rows
     * @param fields number of fields F
     * @param tableRows for each entry the table row it reads
     * @param scale for each entry its factor, or null when all are 1
     * @param cell for each entry its cell among those rows, or null when entry i goes to cell i
     */
    record Slice(int rows, int fields, int[] tableRows, float @Nullable [] scale, int @Nullable [] cell) {}
}
