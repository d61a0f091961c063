package dev.braid.objective.balance;

import java.util.Arrays;

/**
 * The mixture of gradients of least length: {@code argmin ‖Σ_t α_t g_t‖²} over {@code α ≥ 0, Σ_t α_t = 1}, from the inner
 * products {@code M_st = ⟨g_s, g_t⟩} (Désidéri, 2012; Sener and Koltun, NeurIPS 2018).
 *
 * <p>Two tasks are solved in closed form. More are solved by Frank and Wolfe's method: weight goes to the task t that
 * {@code (Mα)_t} is least of, by a line search in closed form. It is taken from the task where {@code (Mα)_t} is greatest
 * rather than from all (Lacoste-Julien and Jaggi, NIPS 2015), because the method otherwise crawls as soon as the answer
 * lies on an edge.
 */
final class MinimumNorm {
    private static final int MOST_STEPS = 250;
    private static final double TOLERANCE = 1e-12;

    private MinimumNorm() {}

    /** The weights α of a symmetric {@code M [n, n]}. */
    static double[] solve(double[][] m) {
        double[] alpha = new double[m.length];
        if (m.length == 2) {
            alpha[0] = towardsFirst(m[0][0], m[0][1], m[1][1]);
            alpha[1] = 1 - alpha[0];
            return alpha;
        }
        Arrays.fill(alpha, 1.0 / m.length);
        double scale = 0;
        for (int t = 0; t < m.length; t++) {
            scale = Math.max(scale, m[t][t]);
        }
        for (int step = 0; step < MOST_STEPS * m.length; step++) {
            if (!improve(m, alpha, TOLERANCE * scale)) {
                break;
            }
        }
        return alpha;
    }

    /** {@code argmin_α ‖α a + (1 − α) b‖²} from {@code a², ab, b²}; ½ where a = b. */
    static double towardsFirst(double aa, double ab, double bb) {
        double apart = aa + bb - 2 * ab; // ‖a − b‖²
        return apart > 0 ? Math.max(0, Math.min(1, (bb - ab) / apart)) : 0.5;
    }

    private static boolean improve(double[][] m, double[] alpha, double enough) {
        double[] slope = new double[alpha.length]; // ½ ∂‖Σ α g‖²/∂α
        int to = 0;
        int from = -1;
        for (int s = 0; s < alpha.length; s++) {
            for (int t = 0; t < alpha.length; t++) {
                slope[s] += m[s][t] * alpha[t];
            }
        }
        for (int s = 0; s < alpha.length; s++) {
            to = slope[s] < slope[to] ? s : to;
            from = alpha[s] > 0 && (from < 0 || slope[s] > slope[from]) ? s : from;
        }
        double gain = slope[from] - slope[to];
        double apart = m[to][to] + m[from][from] - 2 * m[to][from];
        if (gain <= enough || apart <= 0) {
            return false;
        }
        double move = Math.min(alpha[from], gain / apart);
        alpha[to] += move;
        alpha[from] = move == alpha[from] ? 0 : alpha[from] - move;
        return true;
    }
}
