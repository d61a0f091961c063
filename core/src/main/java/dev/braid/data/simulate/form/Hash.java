package dev.braid.data.simulate.form;

/**
 * Hashes in place of tables: what belongs to a value, its effects and its spelling, is worked out from its number, so memory
 * does not grow with vocabularies.
 */
final class Hash {
    private static final double STEP = 1.0 / (1 << 16);
    /** The sum of four uniform numbers has mean 2 and variance 1/3; each here is a multiple of a step, from 0 on. */
    private static final double MEAN = 2 - 2 * STEP;

    private static final double ROOT3 = StrictMath.sqrt(3);

    private Hash() {}

    /** A bijection of 64 bits (Stafford's variant 13 of the MurmurHash3 finaliser). */
    static long mix(long x) {
        x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }

    /** A bijection of 32 bits (the MurmurHash3 finaliser). */
    static int mix(int x) {
        x = (x ^ (x >>> 16)) * 0x85EBCA6B;
        x = (x ^ (x >>> 13)) * 0xC2B2AE35;
        return x ^ (x >>> 16);
    }

    /** Two numbers in one: the seed of a part of a part. */
    static long of(long seed, long part) {
        return mix(seed + 0x9E3779B97F4A7C15L * (part + 1));
    }

    /** A seed for a purpose. */
    static long of(long seed, String purpose) {
        long hash = mix(seed);
        for (int i = 0; i < purpose.length(); i++) {
            hash = of(hash, purpose.charAt(i));
        }
        return hash;
    }

    /** Nearly standard normal, within ±3.5, and always the same for a value. */
    static double normal(long seed, long value) {
        return normal(of(seed, value));
    }

    /** Nearly standard normal, of 64 random bits. */
    static double normal(long bits) {
        long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
        return (sum * STEP - MEAN) * ROOT3;
    }

    /** Uniform in [0, 1), and always the same for a value. */
    static double uniform(long seed, long value) {
        return (of(seed, value) >>> 11) * 0x1p-53;
    }

    /** One of {@code 0 .. n-1}, and always the same for a value. */
    static int choice(long seed, long value, int n) {
        return (int) (uniform(seed, value) * n);
    }

    /** One of {@code 0 .. n-1}, small ones much more often, and always the same for a value. */
    static int skewed(long seed, long value, int n) {
        double u = uniform(seed, value);
        return (int) (u * u * u * n);
    }
}
