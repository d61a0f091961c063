package dev.braid.train;

import dev.braid.metric.Evaluation;
import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import java.util.ArrayList;
import java.util.List;

/**
 * What is written of a prediction: the probability of every task under its name, of a task with a parent the one given that
 * the parent is positive; then, as {@code ctcvr:NAME}, the product along the chain of every task with a parent, the
 * probability that all of the chain happens to the row.
 */
public final class ScoreColumns {
    private final List<String> names = new ArrayList<>();
    private final int[] parents;

    /** The columns of a schema's tasks. */
    public ScoreColumns(Schema schema) {
        schema.tasks().stream().map(Task::name).forEach(names::add);
        schema.tasks().stream()
                .filter(task -> task.parent().isPresent())
                .map(task -> Evaluation.chain(task.name()))
                .forEach(names::add);
        parents = schema.parents();
    }

    /** The columns' names, in their order. */
    public List<String> names() {
        return List.copyOf(names);
    }

    /**
     * The columns' values.
     *
     * @param probabilities {@code [T][B]} of {@link Network#predict}
     * @return {@code [columns][B]}
     */
    public double[][] values(double[][] probabilities) {
        double[][] chained = new double[parents.length][];
        List<double[]> columns = new ArrayList<>(List.of(probabilities));
        for (int t = 0; t < parents.length; t++) {
            chained[t] = probabilities[t];
            if (parents[t] >= 0) {
                chained[t] = product(chained[parents[t]], probabilities[t]);
                columns.add(chained[t]);
            }
        }
        return columns.toArray(double[][]::new);
    }

    private static double[] product(double[] above, double[] own) {
        double[] product = new double[own.length];
        for (int b = 0; b < own.length; b++) {
            product[b] = above[b] * own[b];
        }
        return product;
    }
}
