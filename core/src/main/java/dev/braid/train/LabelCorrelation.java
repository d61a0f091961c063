package dev.braid.train;

import dev.braid.nn.TaskCorrelation;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The absolute correlations between the tasks' labels, over the current batch, a moving average of batches, or the
 * training split (models.md §19). Rows where either label is missing are left out; undefined is 0.
 */
final class LabelCorrelation implements TaskCorrelation {
    private static final double EMA_DECAY = 0.99;

    private final Map<Measure, double[][]> dataset;
    private final Map<Measure, double[][]> average = new EnumMap<>(Measure.class);
    private final Map<Measure, double[][]> batch = new EnumMap<>(Measure.class);
    private final Map<Measure, Boolean> averaged = new EnumMap<>(Measure.class);
    private float[][] labels = {};

    /**
     * @param dataset correlations over the training split, per measure
     */
    LabelCorrelation(Map<Measure, double[][]> dataset) {
        this.dataset = new EnumMap<>(Measure.class);
        dataset.forEach((measure, values) -> this.dataset.put(measure, absolute(values)));
    }

    /** Moves on to the labels of the next batch {@code [T][B]}. */
    synchronized void next(float[][] labels) {
        this.labels = labels;
        batch.clear();
        averaged.clear();
    }

    @Override
    public synchronized double[][] between(Measure measure, Rows rows) {
        return switch (rows) {
            case BATCH -> batch.computeIfAbsent(measure, m -> ofBatch(m, labels));
            case EMA -> movingAverage(measure);
            case DATASET -> dataset.get(measure);
        };
    }

    /** The moving averages so far: what a checkpoint must hold. */
    Map<Measure, double[][]> average() {
        return average;
    }

    private double[][] movingAverage(Measure measure) {
        double[][] now = between(measure, Rows.BATCH);
        if (averaged.put(measure, true) == null) {
            double[] @Nullable [] before = average.get(measure);
            double[][] after = new double[now.length][now.length];
            for (int j = 0; j < now.length; j++) {
                for (int t = 0; t < now.length; t++) {
                    after[j][t] = before == null ? now[j][t] : EMA_DECAY * before[j][t] + (1 - EMA_DECAY) * now[j][t];
                }
            }
            average.put(measure, after);
        }
        return average.get(measure);
    }

    private static double[][] ofBatch(Measure measure, float[][] labels) {
        double[][] x = new double[labels.length][labels.length];
        for (int j = 0; j < labels.length; j++) {
            for (int t = 0; t <= j; t++) {
                x[j][t] = absoluteCorrelation(measure, labels[j], labels[t]);
                x[t][j] = x[j][t];
            }
        }
        return x;
    }

    /** {@code |corr(a, b)|} in [0, 1] over the rows where both are present. */
    static double absoluteCorrelation(Measure measure, float[] a, float[] b) {
        double n = 0;
        double sumA = 0;
        double sumB = 0;
        double sumAa = 0;
        double sumBb = 0;
        double sumAb = 0;
        for (int i = 0; i < a.length; i++) {
            if (!Float.isNaN(a[i]) && !Float.isNaN(b[i])) {
                n++;
                sumA += a[i];
                sumB += b[i];
                sumAa += (double) a[i] * a[i];
                sumBb += (double) b[i] * b[i];
                sumAb += (double) a[i] * b[i];
            }
        }
        if (measure == Measure.COSINE) {
            return sumAa == 0 || sumBb == 0 ? 0 : Math.min(1, Math.abs(sumAb) / Math.sqrt(sumAa * sumBb));
        }
        double varianceA = sumAa - sumA * sumA / n;
        double varianceB = sumBb - sumB * sumB / n;
        if (n < 2 || varianceA <= 0 || varianceB <= 0) {
            return 0;
        }
        return Math.min(1, Math.abs(sumAb - sumA * sumB / n) / Math.sqrt(varianceA * varianceB));
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
