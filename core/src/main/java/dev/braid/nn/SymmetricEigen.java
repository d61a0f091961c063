package dev.braid.nn;

/** Eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's rotations. */
final class SymmetricEigen {
    private static final int MOST_SWEEPS = 60;

    /** The eigenvalues, in no order. */
    final double[] values;

    /** Column i belongs to {@code values[i]}; orthonormal. */
    final double[][] vectors;

    private SymmetricEigen(double[] values, double[][] vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    static SymmetricEigen of(double[][] symmetric) {
        int n = symmetric.length;
        double[][] a = new double[n][];
        double[][] v = new double[n][n];
        for (int i = 0; i < n; i++) {
            a[i] = symmetric[i].clone();
            v[i][i] = 1;
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && !diagonal(a); sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotate(a, v, p, q);
                }
            }
        }
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = a[i][i];
        }
        return new SymmetricEigen(values, v);
    }

    private static boolean diagonal(double[][] a) {
        for (int p = 0; p < a.length; p++) {
            for (int q = p + 1; q < a.length; q++) {
                if (a[p][q] != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Makes a[p][q] zero by a rotation in the plane of p and q. */
    private static void rotate(double[][] a, double[][] v, int p, int q) {
        if (Math.abs(a[p][q]) <= Math.ulp(Math.sqrt(Math.abs(a[p][p] * a[q][q]))) / 4) {
            a[p][q] = 0;
            a[q][p] = 0;
            return;
        }
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
        double cosine = 1 / Math.hypot(tangent, 1);
        double sine = tangent * cosine;
        for (double[] row : a) {
            turn(row, p, q, cosine, sine);
        }
        for (int k = 0; k < a.length; k++) {
            double up = a[p][k];
            double uq = a[q][k];
            a[p][k] = cosine * up - sine * uq;
            a[q][k] = sine * up + cosine * uq;
        }
        for (double[] row : v) {
            turn(row, p, q, cosine, sine);
        }
        a[p][q] = 0;
        a[q][p] = 0;
    }

    private static void turn(double[] row, int p, int q, double cosine, double sine) {
        double up = row[p];
        double uq = row[q];
        row[p] = cosine * up - sine * uq;
        row[q] = sine * up + cosine * uq;
    }
}
