package dev.braid.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class CkaTest {
    private static final double ROUNDING = 1e-9;

    private static double cka(double[][] x, double[][] y) {
        return Cka.of(Cka.gram(x), Cka.gram(y));
    }

    private static double[][] gaussian(Random random, int rows, int width) {
        double[][] x = new double[rows][width];
        for (double[] row : x) {
            java.util.Arrays.setAll(row, u -> random.nextGaussian());
        }
        return x;
    }

    /** The biased estimator would say about 50 / (100 + 50) = 0.33. */
    @Test
    void independentRepresentationsAreZeroInTheMeanHoweverWide() {
        double sum = 0;
        int below = 0;
        int draws = 60;
        for (int seed = 0; seed < draws; seed++) {
            Random random = new Random(seed);
            double found = cka(gaussian(random, 100, 50), gaussian(random, 100, 50));
            sum += found;
            below += found < 0 ? 1 : 0;
        }
        assertEquals(0, sum / draws, 0.01);
        assertTrue(below > draws / 4 && below < draws * 3 / 4, "nothing is clamped: " + below + " of " + draws);
    }

    @Test
    void theSameTurnedScaledAndShiftedIsOne() {
        double[][] x = gaussian(new Random(5), 30, 2);
        double[][] y = new double[x.length][];
        for (int i = 0; i < y.length; i++) {
            double c = Math.cos(0.7);
            double s = Math.sin(0.7);
            y[i] = new double[] {-3 * (c * x[i][0] - s * x[i][1]) + 5, -3 * (s * x[i][0] + c * x[i][1]) - 100};
        }
        assertEquals(1, cka(x, x), ROUNDING);
        assertEquals(1, cka(x, y), ROUNDING);
    }

    /** U-centred, K is 4/3 for the two pairs of equal sign and −2/3 for the other four; L is that of other pairs. */
    @Test
    void orthogonalSignsOfFourRowsAreMinusOneHalf() {
        double[][] x = {{1}, {1}, {-1}, {-1}};
        double[][] y = {{1}, {-1}, {1}, {-1}};
        double[] expected = {4 / 3.0, -2 / 3.0, -2 / 3.0, -2 / 3.0, -2 / 3.0, 4 / 3.0};
        org.junit.jupiter.api.Assertions.assertArrayEquals(expected, Cka.gram(x), ROUNDING);
        assertEquals(-0.5, cka(x, y), ROUNDING);
    }

    @Test
    void itIsTheRatioOfSongsEstimators() {
        Random random = new Random(8);
        double[][] x = gaussian(random, 9, 3);
        double[][] y = gaussian(random, 9, 4);
        for (int i = 0; i < y.length; i++) {
            y[i][0] += 2 * x[i][1] + 7;
        }
        assertEquals(hsic(x, y) / Math.sqrt(hsic(x, x) * hsic(y, y)), cka(x, y), ROUNDING);
    }

    @Test
    void whatDoesNotVaryIsUndefined() {
        double[][] y = gaussian(new Random(1), 6, 1);
        assertEquals(Double.NaN, cka(new double[][] {{0.1}, {0.1}, {0.1}, {0.1}, {0.1}, {0.1}}, y));
        assertEquals(Double.NaN, cka(new double[][] {{0.3}, {0}, {0}, {0}, {0}, {0}}, y), "no pair is alike in it");
        assertEquals(Double.NaN, cka(gaussian(new Random(2), 3, 2), gaussian(new Random(3), 3, 2)), "3 rows");
    }

    /** Song et al. (2012), equation 5, word for word. */
    private static double hsic(double[][] x, double[][] y) {
        int n = x.length;
        double[][] k = withoutDiagonal(x);
        double[][] l = withoutDiagonal(y);
        double trace = 0;
        double sumK = 0;
        double sumL = 0;
        double across = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                trace += k[i][j] * l[j][i];
                sumK += k[i][j];
                sumL += l[i][j];
                for (int m = 0; m < n; m++) {
                    across += k[i][j] * l[j][m];
                }
            }
        }
        return (trace + sumK * sumL / ((n - 1.0) * (n - 2.0)) - 2 * across / (n - 2.0)) / (n * (n - 3.0));
    }

    private static double[][] withoutDiagonal(double[][] x) {
        double[][] gram = new double[x.length][x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                for (int u = 0; u < x[0].length && i != j; u++) {
                    gram[i][j] += x[i][u] * x[j][u];
                }
            }
        }
        return gram;
    }
}
