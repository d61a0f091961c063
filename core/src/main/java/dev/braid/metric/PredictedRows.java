package dev.braid.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Which rows a predictor calls positive, for each of its trainings: what {@link F1} is computed from.
 *
 * @param positives number M of positive rows
 * @param negatives number of negative rows
 * @param predicted per training, the rows called positive; positive rows come first
 */
public record PredictedRows(int positives, int negatives, List<BitSet> predicted) {
    public PredictedRows {
        predicted = List.copyOf(predicted);
    }

    /**
     * The rows that score at least a threshold.
     *
     * @param threshold as {@link F1#at} takes it
     */
    public static PredictedRows of(ScoredRows rows, double threshold) {
        BitSet predicted = new BitSet();
        int at = 0;
        for (double score : rows.positiveScores()) {
            predicted.set(at++, score >= threshold);
        }
        for (double score : rows.negativeScores()) {
            predicted.set(at++, score >= threshold);
        }
        return new PredictedRows(rows.positives(), rows.negatives(), List.of(predicted));
    }

    /** Several trainings on the same rows. */
    public static PredictedRows all(List<PredictedRows> trainings) {
        PredictedRows first = trainings.get(0);
        List<BitSet> predicted = new ArrayList<>();
        for (PredictedRows each : trainings) {
            first.requireSameRows(each);
            predicted.addAll(each.predicted);
        }
        return new PredictedRows(first.positives, first.negatives, predicted);
    }

    private void requireSameRows(PredictedRows other) {
        Difference.requireSameRows(positives, other.positives);
        Difference.requireSameRows(negatives, other.negatives);
    }

    /** The mean of F1 over the trainings. */
    public double f1() {
        Kinds kinds = Kinds.of(this, new PredictedRows(positives, negatives, List.of()));
        return kinds.meanF1(Arrays.stream(kinds.rows).asDoubleStream().toArray(), 0, predicted.size());
    }

    /** The p-value of the difference of two mean F1s on the same rows. */
    public double p(PredictedRows other, Bootstrap bootstrap) {
        requireSameRows(other);
        Kinds kinds = Kinds.of(this, other);
        int mine = predicted.size();
        int all = mine + other.predicted.size();
        return bootstrap.p(kinds.rows, drawn -> kinds.meanF1(drawn, 0, mine) - kinds.meanF1(drawn, mine, all));
    }

    /**
     * Rows that have one label and that every training predicts alike are of one kind. There are few kinds, however many
     * rows: trainings mostly agree.
     *
     * @param rows {@code [K]} rows of each kind
     * @param positive {@code [K]} whether they are positive
     * @param predicted per training {@code [K]}
     */
    private record Kinds(int[] rows, boolean[] positive, List<boolean[]> predicted) {
        static Kinds of(PredictedRows first, PredictedRows second) {
            List<BitSet> trainings = new ArrayList<>(first.predicted);
            trainings.addAll(second.predicted);
            if (trainings.isEmpty()) {
                throw new IllegalArgumentException("a predictor without any training predicts nothing");
            }
            int[] kind = new int[Math.addExact(first.positives, first.negatives)];
            Arrays.fill(kind, first.positives, kind.length, 1);
            int kinds = 2;
            for (BitSet training : trainings) {
                kinds = refine(kind, kinds, training);
            }
            int[] rows = new int[kinds];
            boolean[] positive = new boolean[kinds];
            List<boolean[]> predicted = new ArrayList<>();
            for (int t = 0; t < trainings.size(); t++) {
                predicted.add(new boolean[kinds]);
            }
            for (int i = 0; i < kind.length; i++) {
                if (rows[kind[i]]++ == 0) {
                    positive[kind[i]] = i < first.positives;
                    for (int t = 0; t < trainings.size(); t++) {
                        predicted.get(t)[kind[i]] = trainings.get(t).get(i);
                    }
                }
            }
            return new Kinds(rows, positive, predicted);
        }

        /** Splits every kind by one more training's predictions; kinds are numbered as they are met. */
        private static int refine(int[] kind, int kinds, BitSet training) {
            int[] next = new int[2 * kinds];
            Arrays.fill(next, -1);
            int found = 0;
            for (int i = 0; i < kind.length; i++) {
                int split = 2 * kind[i] + (training.get(i) ? 1 : 0);
                if (next[split] < 0) {
                    next[split] = found++;
                }
                kind[i] = next[split];
            }
            return found;
        }

        /** The mean of F1 over the trainings {@code from..to}, for weights of the kinds. */
        double meanF1(double[] weight, int from, int to) {
            double sum = 0;
            for (boolean[] called : predicted.subList(from, to)) {
                double truePositives = 0;
                double calledOrPositive = 0;
                for (int k = 0; k < weight.length; k++) {
                    double w = weight[k];
                    truePositives += called[k] && positive[k] ? w : 0;
                    calledOrPositive += (called[k] ? w : 0) + (positive[k] ? w : 0);
                }
                sum += 2 * truePositives / calledOrPositive;
            }
            return sum / (to - from);
        }
    }
}
