package dev.braid.data.spec;

import dev.braid.schema.Feature;
import java.util.Optional;
import java.util.function.Function;

/** One declared feature. */
public sealed interface FeatureSpec {
    /** The feature's name; the raw column of that name is its source unless {@link #sql} says otherwise. */
    String name();

    /** A SQL expression over the raw columns, in place of the column of the feature's name. */
    Optional<String> sql();

    /** Answers by kind. */
    <R> R match(
            Function<Categorical, R> categorical, Function<Numeric, R> numeric, Function<MultiValued, R> multiValued);

    /**
     * One value per row, looked up in a vocabulary.
     *
     * @param minCount values seen less often in the training split get id 0
     */
    record Categorical(String name, Optional<String> sql, long minCount) implements FeatureSpec {
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
     * @param minCount values seen less often in the training split get id 0
     * @param pooling how the embeddings of one row become one
     */
    record MultiValued(String name, Optional<String> sql, String separator, long minCount, Feature.Pooling pooling)
            implements FeatureSpec {
        @Override
        public <R> R match(Function<Categorical, R> c, Function<Numeric, R> n, Function<MultiValued, R> m) {
            return m.apply(this);
        }
    }
}
