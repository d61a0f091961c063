package dev.braid.nn;

import dev.braid.options.Doc;

/**
 * A set of embedding vectors that a model wants: one vector per field, from a table of its own.
 *
 * @param name the table's name, part of parameter names: {@code embedding.<name>}
 * @param init how rows get their first values
 */
public record EmbeddingRequest(String name, RowInit init) {
    /** The distribution of a fresh embedding row. */
    public enum RowInit {
        @Doc("N(0, 0.01²)")
        SMALL_NORMAL,
        @Doc("U(−√(3/k), √(3/k)), unit scale, for models of high-order products")
        UNIT_UNIFORM;

        /** The initialiser for rows of width k. */
        public Init init(int width) {
            return this == SMALL_NORMAL ? Init.normal(0, 0.01) : Init.uniform(Math.sqrt(3.0 / width));
        }
    }
}
