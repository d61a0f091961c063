package dev.braid.data.simulate.form;

import java.util.stream.IntStream;

/** A block of consecutive rows in the making: the text that each file gets, and labels and true probabilities. Reused. */
final class Block {
    /** Rows of a block; the last one of a part may have fewer. Part of what a seed means. */
    static final int ROWS = 1 << 13;

    /** The label of a row outside of a task's sample space. */
    static final int OUTSIDE = -1;

    private static final double UNIT = 1e9;

    private final ByteText[] text;
    private final ByteText[] packed;
    private final double[][] probability; // [tasks, ROWS]
    private final byte[][] label; // [tasks, ROWS]
    private int rows;

    Block(int files, int tasks) {
        text = IntStream.range(0, files).mapToObj(f -> new ByteText()).toArray(ByteText[]::new);
        packed = IntStream.range(0, files).mapToObj(f -> new ByteText()).toArray(ByteText[]::new);
        probability = new double[tasks][ROWS];
        label = new byte[tasks][ROWS];
    }

    void clear() {
        for (int f = 0; f < text.length; f++) {
            text[f].clear();
            packed[f].clear();
        }
        rows = 0;
    }

    /** What the block adds to a file. */
    ByteText text(int file) {
        return text[file];
    }

    /** The same, as it is written. */
    ByteText packed(int file) {
        return packed[file];
    }

    int rows() {
        return rows;
    }

    int tasks() {
        return label.length;
    }

    /** A probability as truth files tell it, never 0 or 1: labels follow this very number. */
    static double written(double p) {
        return Math.min(Math.max(StrictMath.rint(p * UNIT), 1), UNIT - 1) / UNIT;
    }

    /**
     * What is true of the current row.
     *
     * @param label 1, 0 or {@link #OUTSIDE}
     */
    void outcome(int task, double p, int label) {
        probability[task][rows] = p;
        this.label[task][rows] = (byte) label;
    }

    void endRow() {
        rows++;
    }

    double probability(int task, int row) {
        return probability[task][row];
    }

    int label(int task, int row) {
        return label[task][row];
    }
}
