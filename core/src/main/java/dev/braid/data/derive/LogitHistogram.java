package dev.braid.data.derive;

/**
 * Standardised logits, gathered in bins that each know the mean of theirs: what the calibration tries its maps on, so that a try
 * costs the same for a thousand rows as for fifty million. Exact where a bin holds one value.
 */
final class LogitHistogram {
    private static final int BINS = 1 << 14;

    private final double[] values;
    private final long[] counts;

    private LogitHistogram(double[] values, long[] counts) {
        this.values = values;
        this.counts = counts;
    }

    static LogitHistogram of(Logits logits, double mean, double deviation) {
        double[] ends = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        logits.forEach((row, logit) -> {
            ends[0] = Math.min(ends[0], (logit - mean) / deviation);
            ends[1] = Math.max(ends[1], (logit - mean) / deviation);
        });
        double[] sums = new double[BINS];
        long[] counts = new long[BINS];
        double width = (ends[1] - ends[0]) / BINS;
        logits.forEach((row, logit) -> {
            double z = (logit - mean) / deviation;
            int bin = Math.min(BINS - 1, (int) ((z - ends[0]) / width));
            sums[bin] += z;
            counts[bin]++;
        });
        int used = 0;
        for (int bin = 0; bin < BINS; bin++) {
            if (counts[bin] > 0) {
                sums[used] = sums[bin] / counts[bin];
                counts[used++] = counts[bin];
            }
        }
        return new LogitHistogram(java.util.Arrays.copyOf(sums, used), java.util.Arrays.copyOf(counts, used));
    }

    /** The correlation of {@code c = scale·z + shift} with a function of it. */
    double correlation(double shift, double scale, ConfidenceFunction function) {
        PairMoments moments = new PairMoments();
        for (int i = 0; i < values.length; i++) {
            double c = scale * values[i] + shift;
            moments.add(c, function.of(c), (double) counts[i]);
        }
        return moments.correlation();
    }

    /** The correlation of both labels, {@code 1[c > 0]} and {@code 1[f(c) > 0]}. */
    double labelCorrelation(double shift, double scale, ConfidenceFunction function) {
        PairMoments moments = new PairMoments();
        for (int i = 0; i < values.length; i++) {
            double c = scale * values[i] + shift;
            moments.add(c > 0 ? 1 : 0, function.of(c) > 0 ? 1 : 0, (double) counts[i]);
        }
        return moments.correlation();
    }
}
