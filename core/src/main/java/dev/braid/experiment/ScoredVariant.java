package dev.braid.experiment;

import dev.braid.metric.Bootstrap;
import dev.braid.metric.Delong;
import dev.braid.metric.Difference;
import dev.braid.metric.Gauc;
import dev.braid.metric.LogLoss;
import dev.braid.metric.Metric;
import dev.braid.metric.PredictedRows;
import dev.braid.metric.ScoredRows;
import dev.braid.metric.UserAucs;
import dev.braid.metric.UserWeight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the tests over rows need of one variant on one task: the part of every row in each metric, as the mean over seeds.
 * Some 20 bytes a row.
 */
final class ScoredVariant {
    private final List<UserAucs> userAucs = new ArrayList<>(); // per seed; few beside the rows
    private final List<PredictedRows> predicted = new ArrayList<>(); // per seed, a bit a row
    private @Nullable Delong auc;
    private double[] losses = new double[0];
    private int seeds;

    /** The metrics that have a test over rows, with its name. */
    enum Test {
        DELONG(Metric.AUC, "DeLong") {
            @Override
            double p(ScoredVariant one, ScoredVariant other, Bootstrap bootstrap) {
                Delong a = one.auc;
                Delong b = other.auc;
                return a == null || b == null ? Double.NaN : a.minus(b).p();
            }
        },
        PAIRED(Metric.LOGLOSS, "paired z-test") {
            @Override
            double p(ScoredVariant one, ScoredVariant other, Bootstrap bootstrap) {
                return Difference.ofMeans(one.losses, other.losses).p();
            }
        },
        F1(Metric.F1, "paired bootstrap of rows") {
            @Override
            double p(ScoredVariant one, ScoredVariant other, Bootstrap bootstrap) {
                return PredictedRows.all(one.predicted).p(PredictedRows.all(other.predicted), bootstrap);
            }
        },
        GAUC(Metric.GAUC, "paired bootstrap of users") {
            @Override
            double p(ScoredVariant one, ScoredVariant other, Bootstrap bootstrap) {
                return UserAucs.mean(one.userAucs).p(UserAucs.mean(other.userAucs), bootstrap);
            }
        };

        private final Metric metric;
        private final String label;

        Test(Metric metric, String label) {
            this.metric = metric;
            this.label = label;
        }

        /** The test of a metric, where there is one. */
        static Optional<Test> of(String metric) {
            return Arrays.stream(values())
                    .filter(test -> test.metric.label().equals(metric))
                    .findFirst();
        }

        /** What is computed, for people. */
        String described(Bootstrap bootstrap) {
            return label + (this == F1 || this == GAUC ? ", " + bootstrap.resamples() + " resamples" : "");
        }

        /** The p-value of the difference between two variants that both have the metric; {@code NaN} for too few rows. */
        abstract double p(ScoredVariant one, ScoredVariant other, Bootstrap bootstrap);
    }

    /** The same with what some tests need; what only others need is left to be forgotten. */
    ScoredVariant only(Set<Test> tests) {
        ScoredVariant part = new ScoredVariant();
        part.seeds = seeds;
        part.auc = tests.contains(Test.DELONG) ? auc : null;
        part.losses = tests.contains(Test.PAIRED) ? losses : new double[0];
        part.predicted.addAll(tests.contains(Test.F1) ? predicted : List.of());
        part.userAucs.addAll(tests.contains(Test.GAUC) ? userAucs : List.of());
        return part;
    }

    /**
     * Takes in the training of one more seed.
     *
     * @param rows its scores, in the order of the data
     * @param threshold of F1, chosen on validation; null without one
     */
    void add(ScoredRows rows, @Nullable Double threshold) {
        double[] these = LogLoss.ofRows(rows);
        losses = seeds == 0 ? new double[these.length] : losses;
        for (int i = 0; i < these.length; i++) {
            losses[i] += (these[i] - losses[i]) / (seeds + 1);
        }
        if (rows.positives() > 0 && rows.negatives() > 0) {
            Delong before = auc;
            Delong of = Delong.of(rows);
            auc = before == null ? of : before.meanWith(seeds, of);
        }
        if (rows.hasUsers()) {
            userAucs.add(Gauc.byUser(rows, UserWeight.IMPRESSIONS));
        }
        if (threshold != null) {
            predicted.add(PredictedRows.of(rows, threshold));
        }
        seeds++;
    }
}
