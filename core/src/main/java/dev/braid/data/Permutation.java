package dev.braid.data;

import java.util.SplittableRandom;

/**
 * A random order of {@code 0 .. size-1} that needs no memory: position i is computed, so a pass can begin anywhere. A
 * balanced Feistel network over the next power of four, walked until it lands inside (Black and Rogaway, "Ciphers with
 * arbitrary finite domains", 2002).
 */
final class Permutation {
    private static final int ROUNDS = 4;

    private final long size;
    private final int halfBits;
    private final long mask;
    private final long[] keys = new long[ROUNDS];

    /**
     * @param size number of positions
     * @param seed another seed, another order
     */
    Permutation(long size, long seed) {
        this.size = size;
        int bits = Math.max(2, 64 - Long.numberOfLeadingZeros(Math.max(1, size - 1)));
        this.halfBits = (bits + 1) / 2;
        this.mask = (1L << halfBits) - 1;
        SplittableRandom random = new SplittableRandom(seed);
        for (int r = 0; r < ROUNDS; r++) {
            keys[r] = random.nextLong();
        }
    }

    /** A seed for one of several orders that belong together. */
    static long seed(long seed, long... numbers) {
        long mixed = seed;
        for (long number : numbers) {
            mixed = new SplittableRandom(mixed).nextLong() + number;
        }
        return new SplittableRandom(mixed).nextLong();
    }

    /** What stands at a position. */
    long at(long position) {
        long x = position;
        do {
            x = encipher(x);
        } while (x >= size);
        return x;
    }

    private long encipher(long x) {
        long left = x >>> halfBits;
        long right = x & mask;
        for (int r = 0; r < ROUNDS; r++) {
            long next = left ^ (mix(right + keys[r]) & mask);
            left = right;
            right = next;
        }
        return (left << halfBits) | right;
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 32)) * 0x9E3779B97F4A7C15L;
        return ((a ^ (a >>> 29)) * 0xBF58476D1CE4E5B9L) >>> 24;
    }
}
