package dev.braid.nn;

import dev.braid.options.Doc;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a model wants to read of every row, from a table of its own.
 *
 * @param name the table's name, part of parameter names: {@code embedding.<name>.rows}
 * @param columns what it reads
 * @param training how the table's rows are trained
 * @param task the task that alone reads the table, by position; empty when tasks share it
 */
public record EmbeddingRequest(String name, EmbeddingColumns columns, RowTraining training, OptionalInt task) {
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

    /** A table that tasks share. */
    public EmbeddingRequest(String name, EmbeddingColumns columns, RowTraining training) {
        this(name, columns, training, OptionalInt.empty());
    }

    /** A vector for every field, trained as the run's options say. */
    public EmbeddingRequest(String name, RowInit init) {
        this(name, new EmbeddingColumns.Vectors(init), RowTraining.AS_OPTIONS_SAY);
    }

    /** One weight for every id, number and cross: what a linear term sums up. */
    public static EmbeddingRequest weights(String name, List<FeatureCross> crosses, RowTraining training) {
        return new EmbeddingRequest(name, new EmbeddingColumns.Weights(crosses), training);
    }

    /** The same under another name. */
    EmbeddingRequest named(String other) {
        return new EmbeddingRequest(other, columns, training, task);
    }

    /** The same, from a table that one task alone reads. */
    public EmbeddingRequest ofTask(int position) {
        return new EmbeddingRequest(name, columns, training, OptionalInt.of(position));
    }
}
