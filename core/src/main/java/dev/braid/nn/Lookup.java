package dev.braid.nn;

import org.jspecify.annotations.Nullable;

/**
 * Which table rows a batch reads, with which factors, and where they go: plain arrays, made off the training thread.
 * Entry i adds {@code scale[i] · table[distinct[position[i]]]} to cell {@code cell[i]} of the B·F embedding vectors.
 */
public final class Lookup {
    private final int rows;
    private final int fields;
    private final int[] distinct;
    private final int[] position;
    private final float @Nullable [] scale;
    private final int @Nullable [] cell;

    Lookup(int rows, int fields, int[] distinct, int[] position, float @Nullable [] scale, int @Nullable [] cell) {
        this.rows = rows;
        this.fields = fields;
        this.distinct = distinct;
        this.position = position;
        this.scale = scale;
        this.cell = cell;
    }

    /** Number of batch rows B. */
    public int rows() {
        return rows;
    }

    /** Number of fields F. */
    public int fields() {
        return fields;
    }

    /** The distinct table rows that are read, U of them, in the order of their first appearance. */
    int[] distinct() {
        return distinct;
    }

    /** For each entry, its place in {@link #distinct}. */
    int[] position() {
        return position;
    }

    /** For each entry its factor, or null when all are 1. */
    float @Nullable [] scale() {
        return scale;
    }

    /** For each entry its cell b·F + f, or null when entry i goes to cell i. */
    int @Nullable [] cell() {
        return cell;
    }
}
