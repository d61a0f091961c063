package dev.braid.explain;

/**
 * Linear centred kernel alignment of two representations of the same rows, {@code HSIC₁(K, L) / √(HSIC₁(K, K) HSIC₁(L, L))} with
 * {@code K = X Xᵀ} and {@code L = Y Yᵀ} (Kornblith et al., ICML 2019), by the unbiased estimator {@code HSIC₁} (Song et al., JMLR
 * 2012; Nguyen et al., ICLR 2021): representations that have nothing in common are 0 in the mean, however wide they are. It
 * sees neither rotation nor scale nor offset.
 *
 * <p>{@code n (n − 3) HSIC₁(K, L)} is the sum of the products of K and L, without their diagonals, after U-centring (Székely and
 * Rizzo, 2014), so that the alignment is the cosine of two lists of n(n − 1)/2 numbers.
 */
final class Cka {
    /** With fewer rows the estimator is not defined. */
    static final int LEAST_ROWS = 4;

    /** A U-centred matrix that is smaller than this part of the trace is one of rounding. */
    private static final double ROUNDING = 1e-12;

    private Cka() {}

    /**
     * The U-centred {@code X Xᵀ} above the diagonal.
     *
     * @param x {@code [n][u]}
     * @return {@code [n(n − 1)/2]}; all 0 where nothing is left after centring, as of fewer than {@link #LEAST_ROWS} rows, of
     *     constant columns, or where a single row differs from all others
     */
    static double[] gram(double[][] x) {
        int n = x.length;
        double[] upper = new double[n * (n - 1) / 2];
        if (n < LEAST_ROWS) {
            return upper;
        }
        double[][] centred = centred(x);
        double[] sums = new double[n];
        double total = 0;
        double trace = 0;
        int at = 0;
        for (int i = 0; i < n; i++) {
            trace += product(centred[i], centred[i]);
            for (int j = i + 1; j < n; j++) {
                double k = product(centred[i], centred[j]);
                upper[at++] = k;
                sums[i] += k;
                sums[j] += k;
                total += 2 * k;
            }
        }
        double mean = total / ((n - 1.0) * (n - 2.0));
        at = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                upper[at++] += mean - (sums[i] + sums[j]) / (n - 2.0);
            }
        }
        return Math.sqrt(product(upper, upper)) > ROUNDING * trace ? upper : new double[upper.length];
    }

    /**
     * The alignment of two {@link #gram} matrices: 1 where one representation is the other up to rotation, scale and offset; 0
     * in the mean where they are independent, and therefore as often a little below 0 as above; {@code NaN} where one of them
     * does not vary.
     */
    static double of(double[] k, double[] l) {
        double norms = Math.sqrt(product(k, k)) * Math.sqrt(product(l, l));
        return norms == 0 ? Double.NaN : product(k, l) / norms;
    }

    /** Columns with mean 0, which the estimator does not see, but rounding does. */
    private static double[][] centred(double[][] x) {
        double[][] centred = new double[x.length][x[0].length];
        for (int u = 0; u < x[0].length; u++) {
            double first = x[0][u];
            double off = 0;
            for (double[] row : x) {
                off += row[u] - first;
            }
            double mean = first + off / x.length; // exact where the column is constant
            for (int i = 0; i < x.length; i++) {
                centred[i][u] = x[i][u] - mean;
            }
        }
        return centred;
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
