package dev.braid.schema;

import java.util.Optional;
import java.util.function.Function;

/** One input column of a prepared dataset: ids of a vocabulary, a scaled number, or a list of ids. */
public sealed interface Feature {
    /** The column's name, unique within a schema. */
    String name();

    /** The name under which features share ids and embedding rows; empty: the feature's are its own, or it has none. */
    default Optional<String> embedding() {
        return Optional.empty();
    }

    /** Number of ids, id 0 included; 0 for a number. */
    default int ids() {
        return match(Categorical::vocabulary, n -> 0, MultiValued::vocabulary);
    }

    /** Answers by kind; a new kind breaks every caller at compile time. */
    <R> R match(
            Function<Categorical, R> categorical, Function<Numeric, R> numeric, Function<MultiValued, R> multiValued);

    /**
     * One id per row.
     *
     * @param vocabulary number of distinct ids, id 0 (missing) included; ids are {@code 0 .. vocabulary-1}
     */
    record Categorical(String name, int vocabulary, Optional<String> embedding) implements Feature {
        public Categorical {
            requireVocabulary(name, vocabulary);
        }

        /** A feature with embedding rows of its own. */
        public Categorical(String name, int vocabulary) {
            this(name, vocabulary, Optional.empty());
        }

        @Override
        public <R> R match(Function<Categorical, R> c, Function<Numeric, R> n, Function<MultiValued, R> m) {
            return c.apply(this);
        }
    }

    /** One number per row, already scaled by {@code prepare}; {@code NaN} stands for missing and for nothing else. */
    record Numeric(String name) implements Feature {
        @Override
        public <R> R match(Function<Categorical, R> c, Function<Numeric, R> n, Function<MultiValued, R> m) {
            return n.apply(this);
        }
    }

    /**
     * A list of ids per row, which may be empty.
     *
     * @param vocabulary number of distinct ids, id 0 included
     * @param pooling how the embedding rows of one list become one
     * @param weighted whether every id comes with a weight w: the sum is Σ w·e then, the mean Σ w·e / Σ w, or zeros where
     *     the weights sum to 0
     */
    record MultiValued(String name, int vocabulary, Pooling pooling, Optional<String> embedding, boolean weighted)
            implements Feature {
        public MultiValued {
            requireVocabulary(name, vocabulary);
        }

        /** A feature with embedding rows of its own and without weights. */
        public MultiValued(String name, int vocabulary, Pooling pooling) {
            this(name, vocabulary, pooling, Optional.empty(), false);
        }

        @Override
        public <R> R match(Function<Categorical, R> c, Function<Numeric, R> n, Function<MultiValued, R> m) {
            return m.apply(this);
        }
    }

    /** How the embedding rows of a multi-valued feature become one vector. An empty list gives zeros. */
    enum Pooling {
        MEAN,
        SUM
    }

    private static void requireVocabulary(String name, int vocabulary) {
        if (vocabulary < 1) {
            throw new IllegalArgumentException(
                    "feature " + name + ": vocabulary must be at least 1, got " + vocabulary);
        }
    }
}
