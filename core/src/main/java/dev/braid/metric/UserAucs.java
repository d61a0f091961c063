package dev.braid.metric;

import java.util.Arrays;
import java.util.List;

/**
 * AUC user by user, for the users that have both classes, in ascending order: what {@link Gauc} is the mean of.
 *
 * @param auc {@code [U]}
 * @param weight {@code [U]}, how much each counts; given by the labels alone
 */
public record UserAucs(double[] auc, double[] weight) {
    /** The mean of several predictors of the same rows. */
    public static UserAucs mean(List<UserAucs> several) {
        UserAucs first = several.get(0);
        double[] mean = new double[first.auc.length];
        for (UserAucs each : several) {
            Difference.requireSameRows(mean.length, each.auc.length);
            for (int u = 0; u < mean.length; u++) {
                mean[u] += each.auc[u] / several.size();
            }
        }
        return new UserAucs(mean, first.weight);
    }

    /** The weighted mean, or {@code NaN} when no user has both classes. */
    public double gauc() {
        double sum = 0;
        double weights = 0;
        for (int u = 0; u < auc.length; u++) {
            sum += weight[u] * auc[u];
            weights += weight[u];
        }
        return sum / weights; // 0/0 is NaN: no user has both classes
    }

    /** The p-value of the difference of two GAUCs on the same rows, drawing users: the rows of one user belong together. */
    public double p(UserAucs other, Bootstrap bootstrap) {
        Difference.requireSameRows(auc.length, other.auc.length);
        double[] weighted = new double[auc.length];
        Arrays.setAll(weighted, u -> weight[u] * (auc[u] - other.auc[u]));
        int[] once = new int[auc.length];
        Arrays.fill(once, 1);
        return bootstrap.p(once, drawn -> {
            double sum = 0;
            double weights = 0;
            for (int u = 0; u < drawn.length; u++) {
                sum += drawn[u] * weighted[u];
                weights += drawn[u] * weight[u];
            }
            return sum / weights;
        });
    }
}
