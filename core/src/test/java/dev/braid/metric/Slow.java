package dev.braid.metric;

import java.util.Arrays;

/** The metrics by their definitions, quadratic and plain: what the fast ones are held against. */
final class Slow {
    private Slow() {}

    /** Rows with few distinct scores, so that ties are frequent. */
    record Rows(float[] labels, double[] scores) {
        static Rows of(boolean[] positive, int distinct, long seed) {
            java.util.Random random = new java.util.Random(seed);
            float[] labels = new float[positive.length];
            double[] scores = new double[positive.length];
            for (int i = 0; i < positive.length; i++) {
                labels[i] = positive[i] ? 1 : 0;
                scores[i] = (1 + random.nextInt(distinct)) / (distinct + 1.0);
            }
            return new Rows(labels, scores);
        }

        RankedScores ranked() {
            return ScoredRows.of(labels, scores).ranked();
        }
    }

    static double auc(float[] labels, double[] scores) {
        double ordered = 0;
        long pairs = 0;
        for (int i = 0; i < labels.length; i++) {
            for (int j = 0; j < labels.length; j++) {
                if (labels[i] == 1 && labels[j] == 0) {
                    pairs++;
                    ordered += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }
        return ordered / pairs;
    }

    static double rate(float[] labels, double[] scores, float label, double threshold) {
        double hit = 0;
        double all = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == label) {
                all++;
                hit += scores[i] >= threshold ? 1 : 0;
            }
        }
        return hit / all;
    }

    static double ks(float[] labels, double[] scores) {
        return Arrays.stream(scores)
                .map(t -> Math.abs(rate(labels, scores, 1, t) - rate(labels, scores, 0, t)))
                .max()
                .orElse(0);
    }

    static double f1(float[] labels, double[] scores, double threshold) {
        double truePositives = 0;
        double predicted = 0;
        double positives = 0;
        for (int i = 0; i < labels.length; i++) {
            boolean hit = scores[i] >= threshold;
            predicted += hit ? 1 : 0;
            positives += labels[i];
            truePositives += hit ? labels[i] : 0;
        }
        double precision = truePositives / predicted;
        double recall = truePositives / positives;
        return truePositives == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }
}
