package dev.braid.data.simulate.form;

/** How a task likes things: values of a field have effects, and values of two fields fit each other or do not. */
final class Taste {
    private static final int DIMENSIONS = 3;
    private static final double SCALE = 1 / StrictMath.sqrt(DIMENSIONS);
    private static final int LATENT = 1 << 16;

    private final long seed;

    Taste(long seed, String task) {
        this.seed = Hash.of(seed, "taste " + task);
    }

    /** Nearly standard normal over the values of a field. */
    double effect(int field, long value) {
        return Hash.normal(Hash.of(seed, field), value);
    }

    /** The inner product of two values' latent vectors; variance 1 over pairs of values. */
    double fit(int field, long value, int otherField, long otherValue) {
        long one = Hash.of(seed, LATENT + field);
        long other = Hash.of(seed, LATENT + otherField);
        double sum = 0;
        for (int d = 0; d < DIMENSIONS; d++) {
            sum += Hash.normal(one, value * DIMENSIONS + d) * Hash.normal(other, otherValue * DIMENSIONS + d);
        }
        return SCALE * sum;
    }
}
