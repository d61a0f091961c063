package dev.braid.experiment;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Student's paired t-test, two-sided: both variants were trained with the same seeds, and the question is whether the mean
 * of their differences could be chance.
 */
public final class PairedTest {
    private PairedTest() {}

    /**
     * @param a values per seed
     * @param b values of the other variant, seed by seed
     * @return the probability of a difference at least as large where there is none; {@code NaN} for fewer than two seeds
     *     or an undefined value
     */
    public static double p(double[] a, double[] b) {
        int n = a.length;
        double mean = 0;
        for (int i = 0; i < n; i++) {
            mean += (a[i] - b[i]) / n;
        }
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += (a[i] - b[i] - mean) * (a[i] - b[i] - mean);
        }
        if (n < 2 || Double.isNaN(mean)) {
            return Double.NaN;
        }
        if (squares == 0) {
            return mean == 0 ? 1 : 0;
        }
        double t = mean / Math.sqrt(squares / (n - 1) / n);
        return 2 * TDistribution.of(n - 1).survivalProbability(Math.abs(t));
    }

    /**
     * Holm's correction for several tests at once: p-values that may each be compared with one level. A p-value that is
     * {@code NaN} is no test, and stays.
     */
    public static double[] holm(double... p) {
        return holmOf(
                (int) Arrays.stream(p).filter(value -> !Double.isNaN(value)).count(), p);
    }

    /**
     * Holm's correction of some of more tests, whose other p-values are not known: never less than that of all.
     *
     * @param tests how many there are in all
     * @param p those that are known
     */
    static double[] holmOf(int tests, double... p) {
        Integer[] order = new Integer[p.length];
        for (int i = 0; i < p.length; i++) {
            order[i] = i;
        }
        Arrays.sort(order, java.util.Comparator.comparingDouble(i -> p[i]));
        double[] corrected = new double[p.length];
        double least = 0;
        for (int rank = 0; rank < p.length; rank++) {
            int i = order[rank];
            least = Double.isNaN(p[i]) ? Double.NaN : Math.max(least, Math.min(1, (tests - rank) * p[i]));
            corrected[i] = least;
        }
        return corrected;
    }
}
