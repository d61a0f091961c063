package dev.braid.objective.balance;

/** Adam (Kingma and Ba, 2015) on n numbers that need not all move at the same time; each counts its own steps. */
final class ScalarAdam {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final double learningRate;
    private final double[] m;
    private final double[] v;
    private final double[] steps;

    ScalarAdam(int n, double learningRate) {
        this.learningRate = learningRate;
        m = new double[n];
        v = new double[n];
        steps = new double[n];
    }

    /** Moves {@code x[i]} along its gradient. */
    void update(double[] x, int i, double gradient) {
        steps[i]++;
        m[i] += (1 - BETA1) * (gradient - m[i]);
        v[i] += (1 - BETA2) * (gradient * gradient - v[i]);
        double first = m[i] / (1 - Math.pow(BETA1, steps[i]));
        double second = v[i] / (1 - Math.pow(BETA2, steps[i]));
        x[i] -= learningRate * first / (Math.sqrt(second) + EPSILON);
    }

    /** Moments and counts. */
    double[] state() {
        return SavedNumbers.join(m, v, steps);
    }

    void restore(double[] state) {
        SavedNumbers.split(state, m, v, steps);
    }
}
