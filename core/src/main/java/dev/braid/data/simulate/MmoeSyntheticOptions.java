package dev.braid.data.simulate;

import dev.braid.options.Doc;

/** The MMoE paper's synthetic data. */
@Doc("Two regression tasks whose weight vectors have a chosen cosine (Ma et al., KDD 2018, section 3.2)")
public record MmoeSyntheticOptions(
        @Doc("number of inputs d") int dimension,

        @Doc("cosine p of the two weight vectors; not the correlation of the labels, which truth.json tells")
        double cosine,

        @Doc("length c of the weight vectors") double scale,

        @Doc("number m of sine terms, which make the tasks nonlinear")
        int sines,

        @Doc("standard deviation of the noise; the paper's 0.01 is read as variance")
        double noise,

        @Doc("labels 1 above the median and 0 below, for models that classify, in place of real numbers")
        boolean binary,

        @Doc("rows of all splits together: 80% train, 10% validation, 10% test")
        long rows,

        @Doc("another seed, other weights and rows") long seed) {
    public static final MmoeSyntheticOptions DEFAULTS = new MmoeSyntheticOptions(100, 0.5, 1, 5, 0.1, true, 100_000, 1);

    public MmoeSyntheticOptions {
        require(dimension >= 2, "dimension", "at least 2, so that two directions fit", dimension);
        require(cosine >= -1 && cosine <= 1, "cosine", "in [-1, 1]", cosine);
        require(scale > 0 && Double.isFinite(scale), "scale", "a positive number", scale);
        require(sines >= 0, "sines", "at least 0", sines);
        require(noise >= 0 && Double.isFinite(noise), "noise", "a number of at least 0", noise);
        require(rows >= FunnelOptions.LEAST_ROWS, "rows", "at least " + FunnelOptions.LEAST_ROWS, rows);
    }

    /** The same options with another number of rows. */
    public MmoeSyntheticOptions withRows(long count) {
        return new MmoeSyntheticOptions(dimension, cosine, scale, sines, noise, binary, count, seed);
    }

    private static void require(boolean holds, String name, String range, Number value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " must be " + range + ", got " + value);
        }
    }
}
