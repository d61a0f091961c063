package dev.braid.metric;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.DoubleStream;

/**
 * AUC within users, averaged over users: {@code Σ_u w_u AUC_u / Σ_u w_u} over the users that have both classes; the others
 * have no AUC and are left out.
 */
public final class Gauc {
    private Gauc() {}

    /**
     * The weighted mean, or {@code NaN} when no user has both classes.
     *
     * @param rows gathered {@link ScoredRows#withUsers with users}
     */
    public static double of(ScoredRows rows, UserWeight weight) {
        return byUser(rows, weight).gauc();
    }

    /**
     * AUC and weight of every user that has both classes.
     *
     * @param rows gathered {@link ScoredRows#withUsers with users}
     */
    public static UserAucs byUser(ScoredRows rows, UserWeight weight) {
        long[] positives = byUser(rows.positives(), rows::positiveUser);
        long[] negatives = byUser(rows.negatives(), rows::negativeUser);
        DoubleStream.Builder aucs = DoubleStream.builder();
        DoubleStream.Builder weights = DoubleStream.builder();
        int j = 0;
        for (int i = 0, iEnd; i < positives.length; i = iEnd) {
            int user = user(positives[i]);
            iEnd = end(positives, i);
            while (j < negatives.length && user(negatives[j]) < user) {
                j++;
            }
            int jEnd = j < negatives.length && user(negatives[j]) == user ? end(negatives, j) : j;
            if (jEnd > j) {
                weights.add(weight.of(iEnd - i, jEnd - j));
                aucs.add(auc(
                        scores(positives, i, iEnd, rows::positiveScore),
                        scores(negatives, j, jEnd, rows::negativeScore)));
            }
            j = jEnd;
        }
        return new UserAucs(aucs.build().toArray(), weights.build().toArray());
    }

    private static double auc(double[] positives, double[] negatives) {
        return Auc.of(RankedScores.merging(positives, negatives));
    }

    /** Keys in ascending order of user: the user above, the row's position below. */
    private static long[] byUser(int size, IntUnaryOperator userOf) {
        long[] keys = new long[size];
        for (int i = 0; i < size; i++) {
            keys[i] = ((long) userOf.applyAsInt(i) << 32) | i;
        }
        Arrays.parallelSort(keys);
        return keys;
    }

    private static int user(long key) {
        return (int) (key >> 32);
    }

    private static int end(long[] keys, int start) {
        int end = start + 1;
        while (end < keys.length && user(keys[end]) == user(keys[start])) {
            end++;
        }
        return end;
    }

    private static double[] scores(long[] keys, int from, int to, IntToDoubleFunction scoreOf) {
        double[] scores = new double[to - from];
        for (int i = from; i < to; i++) {
            scores[i - from] = scoreOf.applyAsDouble((int) keys[i]);
        }
        Arrays.sort(scores);
        return scores;
    }
}
