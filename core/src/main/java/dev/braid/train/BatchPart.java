package dev.braid.train;

import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some rows of a batch, and what training on them left behind for the step that follows. */
final class BatchPart implements AutoCloseable {
    private final int number;
    private final int from;
    private final int rows;
    private final List<Variable> kept = new ArrayList<>();
    private double[] losses = {};
    private double[][] products = {};

    BatchPart(int number, int from, int rows) {
        this.number = number;
        this.from = from;
        this.rows = rows;
    }

    /** Its place among the parts. */
    int number() {
        return number;
    }

    /** Whether it is the first part of the thread that has it, where parts go round {@code workers} threads. */
    boolean isFirstOf(int workers) {
        return number < workers;
    }

    /** Its first row. */
    int from() {
        return from;
    }

    /** Its number of rows. */
    int rows() {
        return rows;
    }

    /** Takes note of its share of every task's mean loss. */
    void losses(List<@Nullable Tensor> shares) {
        losses = shares.stream()
                .mapToDouble(share -> share == null ? 0 : share.item())
                .toArray();
    }

    /** Adds its share of every task's mean loss. */
    void addLosses(double[] sums) {
        for (int t = 0; t < sums.length; t++) {
            sums[t] += losses[t];
        }
    }

    /** Keeps the inner products of the tasks' gradients on the representation of its rows. */
    void keepProducts(double[][] ofTasks) {
        products = ofTasks;
    }

    /** The inner products {@code [T, T]}. */
    double[][] products() {
        return products;
    }

    /** Keeps gradients of a table's entries, beyond the scope of the thread that made them. */
    void keep(Tensor entryGradients) {
        kept.add(Tensors.stateOf(entryGradients));
    }

    /** What was kept as the {@code slot}-th, from 0. */
    Tensor kept(int slot) {
        return kept.get(slot);
    }

    @Override
    public void close() {
        kept.forEach(Variable::close);
    }
}
