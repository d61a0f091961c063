package dev.braid.objective.balance;

/** A few linear equations with as many unknowns. */
final class LinearSystem {
    private LinearSystem() {}

    /**
     * Solves {@code A x = b} by elimination with pivots.
     *
     * @param a {@code [n, n+1]}, A with b as its last column; overwritten
     * @return x {@code [n]}, with 0 for unknowns that the equations leave open
     */
    static double[] solve(double[][] a) {
        int n = a.length;
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                pivot = Math.abs(a[i][k]) > Math.abs(a[pivot][k]) ? i : pivot;
            }
            double[] row = a[pivot];
            a[pivot] = a[k];
            a[k] = row;
            for (int i = k + 1; i < n && row[k] != 0; i++) {
                double factor = a[i][k] / row[k];
                for (int j = k; j <= n; j++) {
                    a[i][j] -= factor * row[j];
                }
            }
        }
        double[] x = new double[n];
        for (int i = n - 1; i >= 0; i--) {
            double rest = a[i][n];
            for (int j = i + 1; j < n; j++) {
                rest -= a[i][j] * x[j];
            }
            x[i] = a[i][i] == 0 ? 0 : rest / a[i][i];
        }
        return x;
    }
}
