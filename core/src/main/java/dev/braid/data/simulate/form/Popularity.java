package dev.braid.data.simulate.form;

import java.util.SplittableRandom;

/**
 * Draws {@code 0 .. n-1}, the most popular first, with density proportional to {@code (rank + 1)^-s}: Zipf's law by a table of
 * quantiles, between which ranks are alike. Memory and time per draw do not depend on n.
 */
final class Popularity {
    private static final int BITS = 12;

    private final double[] quantile = new double[(1 << BITS) + 1];
    private final int n;

    Popularity(int n, double exponent) {
        this.n = n;
        for (int c = 0; c < quantile.length; c++) {
            double u = c / (double) (1 << BITS);
            quantile[c] = Math.abs(exponent - 1) < 1e-9
                    ? StrictMath.pow(n + 1.0, u)
                    : StrictMath.pow(1 + u * (StrictMath.pow(n + 1.0, 1 - exponent) - 1), 1 / (1 - exponent));
        }
    }

    /** How many there are. */
    int size() {
        return n;
    }

    /** A rank. */
    int draw(SplittableRandom random) {
        long bits = random.nextLong();
        int cell = (int) (bits >>> (64 - BITS));
        double within = (bits & 0xFFFFFFFFFFL) * 0x1p-40;
        double low = quantile[cell];
        int rank = (int) (low + within * (quantile[cell + 1] - low)) - 1;
        return Math.min(Math.max(rank, 0), n - 1);
    }
}
