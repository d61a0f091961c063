package dev.braid.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Collects rows batch by batch. */
final class RowBuffer {
    private final int[] parents;
    private final List<Long> firstRows = new ArrayList<>();
    private final List<float[][]> labels = new ArrayList<>();
    private final List<double[][]> logits = new ArrayList<>();
    private final List<double[][]> probabilities = new ArrayList<>();

    RowBuffer(int... parents) {
        this.parents = parents.clone();
    }

    /**
     * Adds a batch, each {@code [T][B]}.
     *
     * @param firstRow position of its first row in the split
     */
    void add(long firstRow, float[][] batchLabels, double[][] batchLogits, double[][] batchProbabilities) {
        firstRows.add(firstRow);
        labels.add(batchLabels);
        logits.add(batchLogits);
        probabilities.add(batchProbabilities);
    }

    /** Positions of the batches' first rows in the split, ascending. */
    List<Long> firstRows() {
        return List.copyOf(firstRows);
    }

    /**
     * All rows.
     *
     * @param confidences of the same rows, {@code [T][n]}, or empty
     */
    ObservedRows rows(Optional<double[][]> confidences) {
        int tasks = parents.length;
        float[][] all = new float[tasks][total(labels, batch -> batch[0].length)];
        for (int t = 0; t < tasks; t++) {
            int at = 0;
            for (float[][] batch : labels) {
                System.arraycopy(batch[t], 0, all[t], at, batch[t].length);
                at += batch[t].length;
            }
        }
        return new ObservedRows(all, joined(logits), joined(probabilities), confidences, parents);
    }

    private double[][] joined(List<double[][]> batches) {
        double[][] all = new double[parents.length][total(batches, batch -> batch[0].length)];
        for (int t = 0; t < all.length; t++) {
            int at = 0;
            for (double[][] batch : batches) {
                System.arraycopy(batch[t], 0, all[t], at, batch[t].length);
                at += batch[t].length;
            }
        }
        return all;
    }

    private static <T> int total(List<T> batches, ToIntFunction<T> length) {
        return batches.stream().mapToInt(length).sum();
    }
}
