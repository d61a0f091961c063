package dev.braid.data.spec;

import dev.braid.schema.Feature;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One declared feature. */
public sealed interface FeatureSpec {
    /** The feature's name; the raw column of that name is its source unless {@link #sql} says otherwise. */
    String name();

    /** A SQL expression over the raw columns, in place of the column of the feature's name. */
    Optional<String> sql();

    /** How its values become ids; empty for numbers. */
    default Optional<Ids> idRule() {
        return match(c -> Optional.of(c.ids), n -> Optional.empty(), m -> Optional.of(m.ids));
    }

    /** Answers by kind. */
    <R> R match(
            Function<Categorical, R> categorical, Function<Numeric, R> numeric, Function<MultiValued, R> multiValued);

    /**
     * One value per row, which becomes an id.
     *
     * @param cross raw columns whose values together are the value, in place of {@code sql}; empty: no cross
     * @param ids how values become ids
     */
    record Categorical(String name, Optional<String> sql, List<String> cross, Ids ids) implements FeatureSpec {
        public Categorical {
            cross = List.copyOf(cross);
        }

        /** A feature with a vocabulary of its own. */
        public Categorical(String name, Optional<String> sql, long minCount) {
            this(name, sql, List.of(), Ids.of(minCount));
        }

        @Override
        public <R> R match(Function<Categorical, R> c, Function<Numeric, R> n, Function<MultiValued, R> m) {
            return c.apply(this);
        }
    }

    /**
     * One number per row.
     *
     * @param scale what is done to the numbers
     */
    record Numeric(String name, Optional<String> sql, Scale scale) implements FeatureSpec {
        @Override
        public <R> R match(Function<Categorical, R> c, Function<Numeric, R> n, Function<MultiValued, R> m) {
            return n.apply(this);
        }
    }

    /**
     * Several values per row, in one text.
     *
     * @param separator text between the values of one row
     * @param ids how values become ids
     * @param pooling how the embeddings of one row become one
     * @param weights where the weights of the values stand; empty: every value weighs the same
     */
    record MultiValued(
            String name,
            Optional<String> sql,
            String separator,
            Ids ids,
            Feature.Pooling pooling,
            Optional<ValueWeights> weights)
            implements FeatureSpec {
        /** A feature with a vocabulary of its own and without weights. */
        public MultiValued(
                String name, Optional<String> sql, String separator, long minCount, Feature.Pooling pooling) {
            this(name, sql, separator, Ids.of(minCount), pooling, Optional.empty());
        }

        @Override
        public <R> R match(Function<Categorical, R> c, Function<Numeric, R> n, Function<MultiValued, R> m) {
            return m.apply(this);
        }
    }
}
