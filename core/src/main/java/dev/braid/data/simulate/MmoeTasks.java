package dev.braid.data.simulate;

import java.util.SplittableRandom;

/**
 * The two tasks of Ma et al. (KDD 2018), section 3.2: {@code y_j = w_jᵀx + Σ_{i=1}^m sin(α_i w_jᵀx + β_i) + ε_j} with
 * {@code w₁ = c·u₁}, {@code w₂ = c(p·u₁ + √(1−p²)·u₂)} for orthonormal u₁, u₂, and the same α, β ~ N(0, 1) for both.
 */
public final class MmoeTasks {
    private final double[] u1;
    private final double[] u2;
    private final double[] w1;
    private final double[] w2;
    private final double[] alpha;
    private final double[] beta;

    private MmoeTasks(MmoeSyntheticOptions options) {
        int d = options.dimension();
        SplittableRandom random = RandomSource.of(options.seed(), "weights");
        u1 = normalized(RandomSource.gaussians(random, d));
        double[] other = RandomSource.gaussians(random, d);
        // twice: the first projection leaves a rounding error that matters when both draws are nearly parallel
        u2 = normalized(without(normalized(without(other, u1)), u1));
        w1 = new double[d];
        w2 = new double[d];
        double p = options.cosine();
        double q = StrictMath.sqrt(1 - p * p);
        for (int i = 0; i < d; i++) {
            w1[i] = options.scale() * u1[i];
            w2[i] = options.scale() * (p * u1[i] + q * u2[i]);
        }
        alpha = RandomSource.gaussians(random, options.sines());
        beta = RandomSource.gaussians(random, options.sines());
    }

    /** Draws the tasks of these options; the same seed, the same tasks. */
    public static MmoeTasks of(MmoeSyntheticOptions options) {
        return new MmoeTasks(options);
    }

    /** The first direction u₁ {@code [d]}. */
    public double[] u1() {
        return u1.clone();
    }

    /** The second direction u₂ {@code [d]}. */
    public double[] u2() {
        return u2.clone();
    }

    /** Weights of the first task {@code [d]}. */
    public double[] w1() {
        return w1.clone();
    }

    /** Weights of the second task {@code [d]}. */
    public double[] w2() {
        return w2.clone();
    }

    /**
     * The first label without its noise.
     *
     * @param x inputs {@code [d]}
     */
    public double first(double[] x) {
        return response(dot(w1, x));
    }

    /**
     * The second label without its noise.
     *
     * @param x inputs {@code [d]}
     */
    public double second(double[] x) {
        return response(dot(w2, x));
    }

    private double response(double projection) {
        double sum = projection;
        for (int i = 0; i < alpha.length; i++) {
            sum += StrictMath.sin(alpha[i] * projection + beta[i]);
        }
        return sum;
    }

    private static double[] without(double[] v, double[] direction) {
        double along = dot(v, direction);
        double[] rest = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            rest[i] = v[i] - along * direction[i];
        }
        return rest;
    }

    private static double[] normalized(double[] v) {
        double length = StrictMath.sqrt(dot(v, v));
        double[] unit = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            unit[i] = v[i] / length;
        }
        return unit;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
