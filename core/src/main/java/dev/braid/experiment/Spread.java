package dev.braid.experiment;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Mean and sample standard deviation over seeds.
 *
 * @param mean null when the value is undefined in any of the runs
 * @param deviation with n − 1 in the denominator; null for fewer than two runs
 * @param runs n
 */
public record Spread(@Nullable Double mean, @Nullable Double deviation, int runs) {
    /** The spread of values, {@code NaN} where one is undefined. */
    public static Spread of(double... values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        if (Double.isNaN(mean)) {
            return new Spread(null, null, values.length);
        }
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return new Spread(mean, values.length < 2 ? null : Math.sqrt(squares / (values.length - 1)), values.length);
    }

    /** The spread of the same values times a factor. */
    public Spread times(double factor) {
        return new Spread(
                mean == null ? null : mean * factor, deviation == null ? null : deviation * Math.abs(factor), runs);
    }
}
