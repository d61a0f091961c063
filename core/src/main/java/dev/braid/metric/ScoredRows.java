package dev.braid.metric;

import dev.braid.fault.BadInput;
import dev.braid.fault.Diverged;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The scores of one task, gathered batch by batch into growing arrays, positives and negatives apart (8 bytes a row, 12 with
 * users), each in the order in which they came. Parts gathered elsewhere are merged in; the order does not matter to any metric,
 * but two predictors' rows can be compared one by one when both saw them in one order. Not thread-safe.
 */
public final class ScoredRows {
    private final String name;
    private final boolean withUsers;
    private final Scores positives;
    private final Scores negatives;

    private ScoredRows(String name, boolean withUsers) {
        this.name = name;
        this.withUsers = withUsers;
        this.positives = new Scores(withUsers);
        this.negatives = new Scores(withUsers);
    }

    /**
     * An empty collection.
     *
     * @param name what error messages call it: the task
     */
    public static ScoredRows of(String name) {
        return new ScoredRows(name, false);
    }

    /** An empty collection that also keeps each row's user, for {@link Gauc}. */
    public static ScoredRows withUsers(String name) {
        return new ScoredRows(name, true);
    }

    /**
     * Rows of two arrays of the same length.
     *
     * @param labels {@code [N]}: 1, 0, or NaN for a row that is skipped
     * @param scores {@code [N]}: any finite numbers
     * @throws BadInput as {@link #add} does
     */
    public static ScoredRows of(float[] labels, double[] scores) {
        if (labels.length != scores.length) {
            throw BadInput.of("%d labels but %d scores; give one score per label", labels.length, scores.length);
        }
        ScoredRows rows = of("scores");
        for (int i = 0; i < labels.length; i++) {
            rows.add(labels[i], scores[i], 0);
        }
        return rows;
    }

    /**
     * One row.
     *
     * @param label 1, 0, or NaN for a row outside the sample space or without a label: skipped, its score unread
     * @param score any finite number; the metrics of probabilities need it in [0, 1]
     * @param user the row's user; ignored unless users are kept
     * @throws BadInput if the label is another number; {@link Diverged} if the score is not finite
     */
    public void add(float label, double score, int user) {
        if (Float.isNaN(label)) {
            return;
        }
        if (!Double.isFinite(score)) {
            throw Diverged.of(
                    "%s: the score of row %d is %s, not a finite number; the model has diverged, train with a lower"
                            + " learning rate or clip gradients",
                    name, size(), score);
        }
        if (label == 1) {
            positives.add(score, user);
        } else if (label == 0) {
            negatives.add(score, user);
        } else {
            throw BadInput.of("%s: the label of row %d is %s; a label is 0, 1 or NaN (no label)", name, size(), label);
        }
    }

    /** Takes in all rows of another collection, which stays as it is. Both keep users or neither does. */
    public void merge(ScoredRows other) {
        if (withUsers != other.withUsers) {
            throw new IllegalArgumentException(name + ": only one of the two parts keeps users");
        }
        positives.addAll(other.positives);
        negatives.addAll(other.negatives);
    }

    /** Number of rows kept. */
    public long size() {
        return (long) positives.size + negatives.size;
    }

    /** Number of rows with label 1. */
    public int positives() {
        return positives.size;
    }

    /** Number of rows with label 0. */
    public int negatives() {
        return negatives.size;
    }

    /** The distinct scores in ascending order with their counts: what all metrics but GAUC are computed from. */
    public RankedScores ranked() {
        return RankedScores.merging(positives.sorted(), negatives.sorted());
    }

    /** Whether each row's user is kept. */
    public boolean hasUsers() {
        return withUsers;
    }

    /** The scores of the rows with label 1, as they came. */
    double[] positiveScores() {
        return Arrays.copyOf(positives.score, positives.size);
    }

    /** The scores of the rows with label 0, as they came. */
    double[] negativeScores() {
        return Arrays.copyOf(negatives.score, negatives.size);
    }

    double positiveScore(int i) {
        return positives.score[i];
    }

    double negativeScore(int i) {
        return negatives.score[i];
    }

    int positiveUser(int i) {
        return users(positives)[i];
    }

    int negativeUser(int i) {
        return users(negatives)[i];
    }

    private int[] users(Scores scores) {
        int[] users = scores.user;
        if (users == null) {
            throw new IllegalStateException(name + ": these rows were gathered without users");
        }
        return users;
    }

    private static final class Scores {
        private double[] score = new double[16];
        private int @Nullable [] user;
        private int size;

        private Scores(boolean withUsers) {
            user = withUsers ? new int[16] : null;
        }

        private void add(double s, int u) {
            reserve((long) size + 1);
            score[size] = s;
            if (user != null) {
                user[size] = u;
            }
            size++;
        }

        private void addAll(Scores other) {
            int count = other.size;
            reserve((long) size + count);
            System.arraycopy(other.score, 0, score, size, count);
            if (user != null && other.user != null) {
                System.arraycopy(other.user, 0, user, size, count);
            }
            size += count;
        }

        private void reserve(long needed) {
            if (needed <= score.length) {
                return;
            }
            long most = Integer.MAX_VALUE - 8L;
            if (needed > most) {
                throw BadInput.of("more than %d rows of one class; evaluate on a sample of the rows", most);
            }
            int capacity = (int) Math.min(most, Math.max(needed, score.length * 3L / 2));
            score = Arrays.copyOf(score, capacity);
            if (user != null) {
                user = Arrays.copyOf(user, capacity);
            }
        }

        private double[] sorted() {
            double[] copy = Arrays.copyOf(score, size);
            Arrays.parallelSort(copy);
            return copy;
        }
    }
}
