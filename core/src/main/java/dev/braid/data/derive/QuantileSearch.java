package dev.braid.data.derive;

import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/** Finds an exact quantile of numbers that can be seen again and again, without keeping them: 16 bits of it in a pass. */
final class QuantileSearch {
    private static final int BITS = 16;

    private QuantileSearch() {}

    /**
     * The smallest of the numbers that at least {@code share} of them do not exceed.
     *
     * @param numbers shows all numbers, none of them NaN, to whom it is given, the same ones each time; at least one
     * @param share in (0, 1]
     */
    static double of(Consumer<DoubleConsumer> numbers, double share) {
        long found = 0;
        long below = 0;
        long wanted = -1;
        for (int shift = Long.SIZE - BITS; shift >= 0; shift -= BITS) {
            long[] counts = new long[1 << BITS];
            long prefix = found;
            int low = shift;
            numbers.accept(x -> {
                long key = ordered(x);
                if (low + BITS == Long.SIZE || key >>> (low + BITS) == prefix) {
                    counts[(int) (key >>> low) & ((1 << BITS) - 1)]++;
                }
            });
            if (wanted < 0) {
                long all = 0;
                for (long count : counts) {
                    all += count;
                }
                wanted = Math.max(1, (long) Math.ceil(share * all));
            }
            int digit = 0;
            while (below + counts[digit] < wanted) {
                below += counts[digit++];
            }
            found = found << BITS | digit;
        }
        return number(found);
    }

    /** Bits whose order, as numbers without sign, is that of the doubles. */
    private static long ordered(double x) {
        long bits = Double.doubleToLongBits(x);
        return bits ^ (bits >> 63 | Long.MIN_VALUE);
    }

    private static double number(long ordered) {
        return Double.longBitsToDouble(ordered < 0 ? ordered ^ Long.MIN_VALUE : ~ordered);
    }
}
