package dev.braid.data.derive;

/**
 * How the confidence of the second task follows from that of the first (DE-PHN, §IV-A): {@code sgn(c)} times a sum, as is
 * printed with brackets for y_ur, and as the correlations quoted for y_r ask for. Both are odd.
 */
public enum ConfidenceFunction {
    /** {@code y_r = sgn(c)·(2 ln(|c|+1) + 0.1 e^|c|)}: grows with c. */
    RELATED {
        @Override
        double ofMagnitude(double m) {
            return 2 * Math.log1p(m) + 0.1 * Math.exp(m);
        }
    },
    /** {@code y_ur = sgn(c)·(2 sin|c| + 0.1 cos|c|)}: changes its sign at |c| = π − arctan 0.05 and every π from there. */
    UNRELATED {
        @Override
        double ofMagnitude(double m) {
            return 2 * Math.sin(m) + 0.1 * Math.cos(m);
        }
    };

    abstract double ofMagnitude(double m);

    /** The second task's confidence where the first's is {@code c}, without noise; 0 at 0. */
    public double of(double c) {
        return Math.signum(c) * ofMagnitude(Math.abs(c));
    }
}
