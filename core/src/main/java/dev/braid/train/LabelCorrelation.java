package dev.braid.train;

import dev.braid.nn.TaskCorrelation;
import java.util.EnumMap;
import java.util.Map;

/**
 * The absolute correlations between the tasks' labels, over the current batch, a moving average of batches, or the
 * training split (models.md §19). Rows where either label is missing are left out; undefined is 0.
 *
 * <p>The moving average is one of sums, not of coefficients: batches in which a rare task has no positive then weigh in as
 * what they are, rows without positives, and do not pull the coefficient towards 0.
 */
final class LabelCorrelation implements TaskCorrelation {
    private static final double EMA_DECAY = 0.99;

    /** Sums over the rows where both labels a and b are present: n, Σa, Σb, Σa², Σb², Σab. */
    private static final int SUMS = 6;

    private final Map<Measure, double[][]> dataset = new EnumMap<>(Measure.class);
    private final Map<Measure, double[][]> batch = new EnumMap<>(Measure.class);
    private float[][] labels = {};
    private double[][] decayed = {};
    private boolean averaged;

    /**
     * @param dataset correlations over the training split, per measure
     */
    LabelCorrelation(Map<Measure, double[][]> dataset) {
        dataset.forEach((measure, values) -> this.dataset.put(measure, absolute(values)));
    }

    /** Moves on to the labels of the next batch {@code [T][B]}. */
    synchronized void next(float[][] labels) {
        this.labels = labels;
        batch.clear();
        averaged = false;
    }

    @Override
    public synchronized double[][] between(Measure measure, Rows rows) {
        return switch (rows) {
            case BATCH -> batch.computeIfAbsent(measure, m -> of(m, sums(labels), labels.length));
            case EMA -> of(measure, decayedSums(), labels.length);
            case DATASET -> dataset.get(measure);
        };
    }

    /** The decayed sums of every pair of tasks, {@code [T·T][6]}, or empty if nobody asked yet: for the checkpoint. */
    synchronized double[][] averages() {
        return decayed;
    }

    /** Goes on from the sums of a checkpoint. */
    synchronized void restore(double[][] averages) {
        decayed = averages;
    }

    private double[][] decayedSums() {
        if (!averaged) {
            averaged = true;
            double[][] now = sums(labels);
            for (int pair = 0; pair < decayed.length; pair++) {
                for (int i = 0; i < SUMS; i++) {
                    now[pair][i] += EMA_DECAY * decayed[pair][i];
                }
            }
            decayed = now;
        }
        return decayed;
    }

    private static double[][] sums(float[][] labels) {
        double[][] sums = new double[labels.length * labels.length][];
        for (int j = 0; j < labels.length; j++) {
            for (int t = 0; t < labels.length; t++) {
                sums[j * labels.length + t] = sums(labels[j], labels[t]);
            }
        }
        return sums;
    }

    private static double[][] of(Measure measure, double[][] sums, int tasks) {
        double[][] x = new double[tasks][tasks];
        for (int j = 0; j < tasks; j++) {
            for (int t = 0; t < tasks; t++) {
                x[j][t] = of(measure, sums[j * tasks + t]);
            }
        }
        return x;
    }

    /** {@code |corr(a, b)|} in [0, 1] over the rows where both are present. */
    static double absoluteCorrelation(Measure measure, float[] a, float[] b) {
        return of(measure, sums(a, b));
    }

    private static double[] sums(float[] a, float[] b) {
        double[] sums = new double[SUMS];
        for (int i = 0; i < a.length; i++) {
            if (!Float.isNaN(a[i]) && !Float.isNaN(b[i])) {
                sums[0]++;
                sums[1] += a[i];
                sums[2] += b[i];
                sums[3] += (double) a[i] * a[i];
                sums[4] += (double) b[i] * b[i];
                sums[5] += (double) a[i] * b[i];
            }
        }
        return sums;
    }

    private static double of(Measure measure, double[] sums) {
        double n = sums[0];
        if (measure == Measure.COSINE) {
            boolean undefined = sums[3] == 0 || sums[4] == 0;
            return undefined ? 0 : Math.min(1, Math.abs(sums[5]) / Math.sqrt(sums[3] * sums[4]));
        }
        // n² times the moments: without a division, the variance of labels that are all 1 is exactly 0, whatever the
        // decay
        // has made of the sums.
        double varianceA = n * sums[3] - sums[1] * sums[1];
        double varianceB = n * sums[4] - sums[2] * sums[2];
        if (n < 2 || varianceA <= 0 || varianceB <= 0) {
            return 0;
        }
        return Math.min(1, Math.abs(n * sums[5] - sums[1] * sums[2]) / Math.sqrt(varianceA) / Math.sqrt(varianceB));
    }

    private static double[][] absolute(double[][] values) {
        double[][] result = new double[values.length][];
        for (int j = 0; j < values.length; j++) {
            result[j] = new double[values[j].length];
            for (int t = 0; t < values[j].length; t++) {
                result[j][t] = Double.isNaN(values[j][t]) ? 0 : Math.min(1, Math.abs(values[j][t]));
            }
        }
        return result;
    }
}
