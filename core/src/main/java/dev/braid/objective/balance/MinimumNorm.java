package dev.braid.objective.balance;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The mixture of gradients of least length: {@code argmin ‖Σ_t α_t g_t‖²} over {@code α ≥ 0, Σ_t α_t = 1}, from the inner
 * products {@code M_st = ⟨g_s, g_t⟩} (Désidéri, 2012; Sener and Koltun, NeurIPS 2018).
 *
 * <p>Two tasks are solved in closed form. More are solved by the method of Frank and Wolfe, which turns to the task that
 * {@code (Mα)_t} is least of, in Wolfe's form (Mathematical Programming 1976): after each turn, the mixture of the tasks
 * in play is made the best there is. Plain line searches crawl where gradients are of different lengths; this ends after
 * a few turns.
 */
final class MinimumNorm {
    private static final int MOST_TURNS = 250;
    private static final double TOLERANCE = 1e-12;

    private final double[][] m;
    private final double scale;
    private double[] alpha;

    private MinimumNorm(double[][] m) {
        this.m = m;
        this.scale =
                IntStream.range(0, m.length).mapToDouble(t -> m[t][t]).max().orElse(0);
        this.alpha = new double[m.length];
    }

    /** The weights α of a symmetric {@code M [n, n]}. */
    static double[] solve(double[][] m) {
        if (m.length == 2) {
            double first = towardsFirst(m[0][0], m[0][1], m[1][1]);
            return new double[] {first, 1 - first};
        }
        return new MinimumNorm(m).turns();
    }

    /** {@code argmin_α ‖α a + (1 − α) b‖²} from {@code a², ab, b²}; ½ where a = b. */
    private static double towardsFirst(double aa, double ab, double bb) {
        double apart = aa + bb - 2 * ab; // ‖a − b‖²
        return apart > 0 ? Math.max(0, Math.min(1, (bb - ab) / apart)) : 0.5;
    }

    private double[] turns() {
        int shortest = 0;
        for (int t = 1; t < m.length; t++) {
            shortest = m[t][t] < m[shortest][shortest] ? t : shortest;
        }
        alpha[shortest] = 1;
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            double[] slopes = slopes(alpha);
            double length = length(alpha, slopes);
            int to = 0;
            for (int t = 1; t < slopes.length; t++) {
                to = slopes[t] < slopes[to] ? t : to;
            }
            if (length - slopes[to] <= TOLERANCE * scale || alpha[to] > 0) {
                break;
            }
            double[] next = best(to);
            if (!(length(next, slopes(next)) < length)) {
                break; // rounding has the last word
            }
            alpha = next;
        }
        return alpha;
    }

    /** {@code (Mα)_t = ⟨g_t, d⟩}. */
    private double[] slopes(double[] of) {
        return Arrays.stream(m)
                .mapToDouble(row -> IntStream.range(0, of.length)
                        .mapToDouble(t -> row[t] * of[t])
                        .sum())
                .toArray();
    }

    /** {@code ‖d‖² = αᵀMα}. */
    private static double length(double[] of, double[] slopes) {
        return IntStream.range(0, of.length).mapToDouble(t -> of[t] * slopes[t]).sum();
    }

    /** The best mixture of the tasks in play and one more. */
    private double[] best(int newcomer) {
        double[] at = alpha.clone();
        int[] play = IntStream.range(0, at.length)
                .filter(t -> at[t] > 0 || t == newcomer)
                .toArray();
        while (true) {
            double[] x = unbounded(play);
            double way = 1;
            int leaving = -1;
            for (int i = 0; i < play.length; i++) {
                double there = at[play[i]] / (at[play[i]] - x[i]);
                if (x[i] < 0 && there <= way) {
                    way = there;
                    leaving = play[i];
                }
            }
            for (int i = 0; i < play.length; i++) {
                at[play[i]] += way * (x[i] - at[play[i]]);
            }
            if (leaving < 0 || play.length == 1) {
                return at;
            }
            at[leaving] = 0;
            int left = leaving;
            play = Arrays.stream(play).filter(t -> t != left).toArray();
        }
    }

    /** The shortest mixture of some gradients whose weights add up to 1 but may be negative. */
    private double[] unbounded(int... play) {
        int n = play.length;
        double[][] a = new double[n][n + 1]; // (M + scale · 11ᵀ) x ∝ 1
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i][j] = m[play[i]][play[j]] + scale;
            }
            a[i][n] = 1;
        }
        double[] x = LinearSystem.solve(a);
        double sum = Arrays.stream(x).sum();
        return Arrays.stream(x).map(v -> v / sum).toArray();
    }
}
