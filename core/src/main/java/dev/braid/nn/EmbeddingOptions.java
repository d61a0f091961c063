package dev.braid.nn;

import dev.braid.options.Doc;

/** How features become embedding vectors. */
@Doc("How features become embedding vectors")
public record EmbeddingOptions(
        @Doc("width k of every embedding vector") int width,

        @Doc("numeric columns: a field each, or one common field")
        NumericFields numeric) {
    /** How numeric columns become fields. */
    public enum NumericFields {
        @Doc("every numeric column is a field: its value times a learned vector")
        PER_FEATURE,
        @Doc("all numeric columns together are one field: a linear map to k values")
        BLOCK
    }

    /** k = 16, a field per numeric column. */
    public static final EmbeddingOptions DEFAULTS = new EmbeddingOptions(16, NumericFields.PER_FEATURE);

    public EmbeddingOptions {
        if (width < 1 || width > 4096) {
            throw new IllegalArgumentException("width must be in 1..4096, got " + width);
        }
    }
}
