package dev.braid.data.simulate;

import java.util.SplittableRandom;

/** Random numbers per purpose: drawing more for one purpose never shifts those of another. */
final class RandomSource {
    private RandomSource() {}

    /**
     * The generator of a purpose.
     *
     * @param purpose its name, part of what a seed means
     */
    static SplittableRandom of(long seed, String purpose) {
        long mixed = seed;
        for (int i = 0; i < purpose.length(); i++) {
            mixed = mixed * 0x9E3779B97F4A7C15L + purpose.charAt(i);
        }
        return new SplittableRandom(mixed);
    }

    static double[] gaussians(SplittableRandom random, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextGaussian();
        }
        return values;
    }
}
