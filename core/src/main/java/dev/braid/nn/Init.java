package dev.braid.nn;

import dev.braid.tensor.Variable;

/** How a parameter gets its first values, from a seed alone. */
@FunctionalInterface
public interface Init {
    /** Fills a variable. */
    void fill(Variable variable, long seed);

    /** All zeros. */
    static Init zeros() {
        return constant(0);
    }

    /** All the same value. */
    static Init constant(double value) {
        return (variable, seed) -> variable.fill(value);
    }

    /** N(mean, std²). */
    static Init normal(double mean, double std) {
        return (variable, seed) -> variable.fillNormal(mean, std, seed);
    }

    /** U(−bound, bound). */
    static Init uniform(double bound) {
        return (variable, seed) -> variable.fillUniform(-bound, bound, seed);
    }

    /** Glorot uniform: U(−a, a) with a = √(6/(in+out)); for a batch of experts, the sizes are those of one expert. */
    static Init glorot(long in, long out) {
        return uniform(Math.sqrt(6.0 / (in + out)));
    }
}
