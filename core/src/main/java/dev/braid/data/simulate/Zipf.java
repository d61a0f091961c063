package dev.braid.data.simulate;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws {@code 0 .. n-1} with probability proportional to {@code 1 / (rank + 1)^exponent}, where ranks are dealt at random. */
final class Zipf {
    private final double[] cumulative; // by rank; the last is 1
    private final int[] member; // who holds a rank

    Zipf(int n, double exponent, SplittableRandom deal) {
        cumulative = new double[n];
        double sum = 0;
        for (int r = 0; r < n; r++) {
            sum += StrictMath.pow(r + 1.0, -exponent);
            cumulative[r] = sum;
        }
        for (int r = 0; r < n; r++) {
            cumulative[r] /= sum;
        }
        member = new int[n];
        for (int i = 0; i < n; i++) { // Fisher and Yates, inside out
            int j = deal.nextInt(i + 1);
            member[i] = member[j];
            member[j] = i;
        }
    }

    int draw(SplittableRandom random) {
        int found = Arrays.binarySearch(cumulative, random.nextDouble());
        int rank = found >= 0 ? found + 1 : -found - 1; // the first whose cumulative share lies above the draw
        return member[Math.min(rank, member.length - 1)];
    }
}
