package dev.braid.metric;

import org.jspecify.annotations.Nullable;

/**
 * What is known about one task's probabilities in one sample space. The components are the keys of the JSON that {@code
 * braid evaluate} writes; a value that is undefined there is null.
 *
 * @param space the rows that count: {@code "all"}, or {@code "click=1"} for the rows where task click is positive
 * @param rows rows with a label in that space
 * @param positives those with label 1
 * @param auc {@link Auc}; null when only one class occurs
 * @param logloss {@link LogLoss} in nats; null when there is no row
 * @param f1 {@link F1} at {@code f1Threshold}; null without a threshold or a positive row
 * @param f1Threshold the threshold, chosen on validation
 * @param f1At50 {@link F1} at one half; null without a positive row
 * @param gauc {@link Gauc} by impressions; null without users, or when none has both classes
 * @param pcoc {@link Calibration#pcoc}; null without a positive row
 * @param ece {@link Calibration#ece(RankedScores)}; null when there is no row
 * @param ks {@link KolmogorovSmirnov}; null when only one class occurs
 */
public record TaskEvaluation(
        String space,
        long rows,
        long positives,
        @Nullable Double auc,
        @Nullable Double logloss,
        @Nullable Double f1,
        @Nullable Double f1Threshold,
        @Nullable Double f1At50,
        @Nullable Double gauc,
        @Nullable Double pcoc,
        @Nullable Double ece,
        @Nullable Double ks) {

    /** The name of the space that holds every row with a label. */
    public static final String ALL_ROWS = "all";

    /** Evaluates validation rows: the F1 threshold is chosen on these very rows. */
    public static TaskEvaluation choosingThreshold(String space, ScoredRows rows) {
        RankedScores ranked = rows.ranked();
        return of(space, rows, ranked, F1.bestThreshold(ranked));
    }

    /**
     * Evaluates rows at a threshold chosen elsewhere.
     *
     * @param threshold the validation's {@link #f1Threshold}; null leaves F1 undefined
     */
    public static TaskEvaluation atThreshold(String space, ScoredRows rows, @Nullable Double threshold) {
        return of(space, rows, rows.ranked(), threshold == null ? Double.NaN : threshold);
    }

    /**
     * Evaluates arrays of one length.
     *
     * @param labels {@code [N]}: 1, 0, or NaN for a row outside the sample space or without a label, which is skipped
     * @param probabilities {@code [N]} in [0, 1]
     * @param users {@code [N]} or null
     * @param threshold null when these are the validation rows themselves: the threshold is then chosen here
     */
    public static TaskEvaluation of(
            String space, float[] labels, double[] probabilities, int @Nullable [] users, @Nullable Double threshold) {
        ScoredRows rows = users == null ? ScoredRows.of(space) : ScoredRows.withUsers(space);
        for (int i = 0; i < labels.length; i++) {
            rows.add(labels[i], probabilities[i], users == null ? 0 : users[i]);
        }
        return threshold == null ? choosingThreshold(space, rows) : atThreshold(space, rows, threshold);
    }

    private static TaskEvaluation of(String space, ScoredRows rows, RankedScores ranked, double threshold) {
        return new TaskEvaluation(
                space,
                ranked.rows(),
                ranked.positives(),
                defined(Auc.of(ranked)),
                defined(LogLoss.of(ranked)),
                defined(Double.isNaN(threshold) ? Double.NaN : F1.at(ranked, threshold)),
                defined(threshold),
                defined(F1.at(ranked, 0.5)),
                defined(rows.hasUsers() ? Gauc.of(rows, UserWeight.IMPRESSIONS) : Double.NaN),
                defined(Calibration.pcoc(ranked)),
                defined(Calibration.ece(ranked)),
                defined(KolmogorovSmirnov.of(ranked)));
    }

    private static @Nullable Double defined(double value) {
        return Double.isNaN(value) ? null : Double.valueOf(value);
    }
}
