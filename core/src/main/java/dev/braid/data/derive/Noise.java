package dev.braid.data.derive;

/**
 * Normal noise of which every row has its own, a function of seed and row alone: rows may be seen in any order, and again.
 *
 * @param seed another seed, other noise
 * @param deviation σ_ε, at least 0
 */
record Noise(long seed, double deviation) {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    /** The noise of a row, by the method of Box and Muller. */
    double of(long row) {
        if (deviation == 0) {
            return 0;
        }
        double radius = Math.sqrt(-2 * Math.log(1 - uniform(2 * row)));
        return deviation * radius * Math.cos(2 * Math.PI * uniform(2 * row + 1));
    }

    /** A number in [0, 1): Steele, Lea and Flood's mixing of a counter. */
    private double uniform(long counter) {
        long x = mixed(mixed(seed) + GOLDEN * (counter + 1));
        return (x >>> 11) * 0x1.0p-53;
    }

    private static long mixed(long from) {
        long x = from;
        x = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }
}
