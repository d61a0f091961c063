package dev.braid.explain;

import java.util.Arrays;
import java.util.List;

/** Quantiles of sorted numbers, between neighbours by proportion. */
final class Quantiles {
    private Quantiles() {}

    static double of(double[] sorted, double q) {
        double at = q * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /** At 0, 5, 25, 50, 75, 95 and 100 %; empty of nothing. */
    static List<Double> of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0
                ? List.of()
                : Arrays.stream(new double[] {0, 0.05, 0.25, 0.5, 0.75, 0.95, 1})
                        .mapToObj(q -> of(sorted, q))
                        .toList();
    }
}
