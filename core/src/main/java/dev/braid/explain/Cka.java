package dev.braid.explain;

/**
 * Linear centred kernel alignment of two representations of the same rows (Kornblith et al., ICML 2019): {@code ⟨K, L⟩ / (‖K‖
 * ‖L‖)} with {@code K = X Xᵀ} and {@code L = Y Yᵀ} of columns with mean 0. It sees neither rotation nor scale nor offset.
 */
final class Cka {
    private Cka() {}

    /**
     * {@code X Xᵀ} of centred columns.
     *
     * @param x {@code [n][u]}; is centred in place
     * @return {@code [n][n]}
     */
    static double[][] gram(double[][] x) {
        int n = x.length;
        int width = n == 0 ? 0 : x[0].length;
        for (int u = 0; u < width; u++) {
            double first = x[0][u];
            double off = 0;
            for (double[] row : x) {
                off += row[u] - first;
            }
            double mean = first + off / n; // exact where the column is constant
            for (double[] row : x) {
                row[u] -= mean;
            }
        }
        double[][] gram = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double product = 0;
                for (int u = 0; u < width; u++) {
                    product += x[i][u] * x[j][u];
                }
                gram[i][j] = product;
                gram[j][i] = product;
            }
        }
        return gram;
    }

    /** The alignment of two {@link #gram} matrices, in [0, 1]; {@code NaN} where one representation does not vary. */
    static double of(double[][] k, double[][] l) {
        double norms = Math.sqrt(product(k, k)) * Math.sqrt(product(l, l));
        return norms == 0 ? Double.NaN : Math.max(0, Math.min(1, product(k, l) / norms));
    }

    private static double product(double[][] k, double[][] l) {
        double sum = 0;
        for (int i = 0; i < k.length; i++) {
            for (int j = 0; j < k.length; j++) {
                sum += k[i][j] * l[i][j];
            }
        }
        return sum;
    }
}
