package dev.braid.metric;

import dev.braid.fault.BadInput;
import dev.braid.fault.Diverged;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the probabilities of all tasks batch by batch and evaluates them at the end. A task with a parent is evaluated in
 * its own sample space and, as {@code ctcvr:NAME}, over all rows: its score there is the product of the probabilities along
 * the chain, its label 0 where an ancestor's is 0, and its own where all ancestors are positive. Not thread-safe.
 */
public final class Evaluation {
    private static final String CHAIN = "ctcvr:";

    private final List<EvaluatedTask> tasks;
    private final int[] parent; // position of each task's parent, -1 for none
    private final List<ScoredRows> own = new ArrayList<>(); // per task, in its sample space
    private final List<@Nullable ScoredRows> chained =
            new ArrayList<>(); // per task, over all rows; null without a parent
    private long rows;

    private Evaluation(List<EvaluatedTask> tasks) {
        this.tasks = List.copyOf(tasks);
        this.parent = new int[tasks.size()];
        List<String> names = new ArrayList<>();
        for (int t = 0; t < tasks.size(); t++) {
            EvaluatedTask task = tasks.get(t);
            if (isChain(task.name())) {
                throw BadInput.of("task %s: names starting with '%s' are taken; rename the task", task.name(), CHAIN);
            }
            parent[t] = task.parent().map(names::indexOf).orElse(-1);
            if (task.parent().isPresent() && parent[t] < 0) {
                throw new IllegalArgumentException(
                        "task " + task.name() + ": its parent '" + task.parent().get() + "' must stand before it");
            }
            names.add(task.name());
            own.add(collection(task.name(), task.users()));
            chained.add(parent[t] < 0 ? null : collection(chain(task.name()), task.users()));
        }
    }

    /**
     * An empty evaluation.
     *
     * @param tasks in the order of the arrays that {@link #add} will get; a parent stands before its children
     */
    public static Evaluation of(List<EvaluatedTask> tasks) {
        return new Evaluation(tasks);
    }

    /**
     * Takes in one batch.
     *
     * @param batchRows B
     * @param labels per task {@code [B]}: 1, 0, or NaN outside the sample space or without a label
     * @param probabilities per task {@code [B]} in [0, 1]; of a task with a parent, the probability given the parent
     * @param users per task {@code [B]}, needed (only) for tasks that declare users
     * @throws BadInput if a label is another number, or a probability of a labelled row is not one
     */
    public void add(int batchRows, float[][] labels, double[][] probabilities, int @Nullable [] @Nullable [] users) {
        double[] score = new double[tasks.size()];
        float[] label = new float[tasks.size()]; // along the chain
        for (int b = 0; b < batchRows; b++) {
            for (int t = 0; t < tasks.size(); t++) {
                double p = probabilities[t][b];
                float y = labels[t][b];
                int user = tasks.get(t).users() ? user(users, t, b) : 0;
                if (!Float.isNaN(y)) {
                    requireProbability(t, p, rows + b);
                }
                own.get(t).add(y, p, user);
                ScoredRows chain = chained.get(t);
                if (chain == null) {
                    label[t] = y;
                    score[t] = p;
                } else {
                    float above = label[parent[t]];
                    label[t] = above == 1 ? y : above;
                    if (!Float.isNaN(label[t])) {
                        requireProbability(t, p, rows + b);
                    }
                    score[t] = score[parent[t]] * p;
                    chain.add(label[t], score[t], user);
                }
            }
        }
        rows += batchRows;
    }

    /** As {@link #add(int, float[][], double[][], int[][])}, for single-precision probabilities. */
    public void add(int batchRows, float[][] labels, float[][] probabilities, int @Nullable [] @Nullable [] users) {
        double[][] wide = new double[probabilities.length][batchRows];
        for (int t = 0; t < probabilities.length; t++) {
            for (int b = 0; b < batchRows; b++) {
                wide[t][b] = probabilities[t][b];
            }
        }
        add(batchRows, labels, wide, users);
    }

    /** Takes in all rows of another evaluation of the same tasks, which stays as it is. */
    public void merge(Evaluation other) {
        if (!tasks.equals(other.tasks)) {
            throw new IllegalArgumentException(
                    "only evaluations of the same tasks can be merged: " + tasks + " and " + other.tasks);
        }
        for (int t = 0; t < tasks.size(); t++) {
            own.get(t).merge(other.own.get(t));
            ScoredRows mine = chained.get(t);
            ScoredRows theirs = other.chained.get(t);
            if (mine != null && theirs != null) {
                mine.merge(theirs);
            }
        }
        rows += other.rows;
    }

    /**
     * Evaluates the validation split: F1 thresholds are chosen here, and carried on by {@link SplitEvaluation#thresholds}.
     *
     * @param split the split's name
     */
    public SplitEvaluation choosingThresholds(String split) {
        return evaluate(split, (name, space, gathered) -> TaskEvaluation.choosingThreshold(space, gathered));
    }

    /**
     * Evaluates a split at thresholds chosen on validation.
     *
     * @param split the split's name
     * @param thresholds by the names of {@link SplitEvaluation#tasks()}; where one is absent or null, F1 is undefined
     */
    public SplitEvaluation at(String split, Map<String, ? extends @Nullable Double> thresholds) {
        return evaluate(
                split, (name, space, gathered) -> TaskEvaluation.atThreshold(space, gathered, thresholds.get(name)));
    }

    /** The name of a task's entry over all rows: {@code ctcvr:NAME}. */
    public static String chain(String task) {
        return CHAIN + task;
    }

    /** The rows of every entry that {@link #at} would evaluate, by its name, in the order in which they were added. */
    public Map<String, ScoredRows> gathered() {
        Map<String, ScoredRows> gathered = new LinkedHashMap<>();
        for (int t = 0; t < tasks.size(); t++) {
            gathered.put(tasks.get(t).name(), own.get(t));
        }
        for (int t = 0; t < tasks.size(); t++) {
            ScoredRows chain = chained.get(t);
            if (chain != null) {
                gathered.put(chain(tasks.get(t).name()), chain);
            }
        }
        return gathered;
    }

    /** The scores of every entry that {@link #at} would evaluate, by its name. */
    public Map<String, RankedScores> ranked() {
        Map<String, RankedScores> ranked = new LinkedHashMap<>();
        gathered().forEach((name, rows) -> ranked.put(name, rows.ranked()));
        return ranked;
    }

    /** Whether an entry of a {@link SplitEvaluation} is a chain over all rows and not a declared task. */
    public static boolean isChain(String name) {
        return name.startsWith(CHAIN);
    }

    private interface Evaluator {
        TaskEvaluation evaluate(String name, String space, ScoredRows gathered);
    }

    private SplitEvaluation evaluate(String split, Evaluator how) {
        Map<String, TaskEvaluation> results = new LinkedHashMap<>();
        Map<String, String> spaces = new LinkedHashMap<>();
        tasks.forEach(task -> spaces.put(task.name(), task.space()));
        gathered()
                .forEach((name, scored) -> results.put(
                        name, how.evaluate(name, spaces.getOrDefault(name, TaskEvaluation.ALL_ROWS), scored)));
        return new SplitEvaluation(split, rows, results);
    }

    private void requireProbability(int t, double p, long row) {
        if (!(p >= 0 && p <= 1)) {
            String name = tasks.get(t).name();
            throw Double.isFinite(p)
                    ? BadInput.of(
                            "task %s: the prediction of row %d is %s, not a probability; pass logits through the logistic"
                                    + " function first",
                            name, row, p)
                    : Diverged.of(
                            "task %s: the prediction of row %d is %s, not a probability; the model has diverged, train with a"
                                    + " lower learning rate or clip gradients",
                            name, row, p);
        }
    }

    private int user(int @Nullable [] @Nullable [] users, int t, int b) {
        int[] column = users == null ? null : users[t];
        if (column == null) {
            throw new IllegalArgumentException(
                    "task " + tasks.get(t).name() + " declares users, but the batch has none");
        }
        return column[b];
    }

    private static ScoredRows collection(String name, boolean users) {
        return users ? ScoredRows.withUsers(name) : ScoredRows.of(name);
    }
}
