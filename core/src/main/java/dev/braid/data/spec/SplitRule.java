package dev.braid.data.spec;

import dev.braid.data.Split;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How the rows of one file group are divided among the splits. */
public sealed interface SplitRule {
    /** Answers by kind. */
    <R> R match(Function<ByFraction, R> fraction, Function<ByValue, R> value, Function<ByRange, R> range);

    /**
     * By a hash of the seed and the row's position (or its key), so that the same files split the same way for ever.
     *
     * @param fractions per split its share; they sum to 1
     * @param seed another seed, another division
     * @param key SQL expression; rows of one key fall into the same split. Empty: every row by itself
     */
    record ByFraction(Map<Split, Double> fractions, long seed, Optional<String> key) implements SplitRule {
        @Override
        public <R> R match(Function<ByFraction, R> f, Function<ByValue, R> v, Function<ByRange, R> r) {
            return f.apply(this);
        }
    }

    /**
     * By the value of a column.
     *
     * @param expression SQL expression over the raw columns, compared as text
     * @param values per split its values
     * @param others what becomes of rows with any other value
     */
    record ByValue(String expression, Map<Split, List<String>> values, Others others) implements SplitRule {
        @Override
        public <R> R match(Function<ByFraction, R> f, Function<ByValue, R> v, Function<ByRange, R> r) {
            return v.apply(this);
        }
    }

    /**
     * By ranges of a column, usually time.
     *
     * @param expression SQL expression over the raw columns
     * @param ranges per split its range; ranges do not overlap
     * @param others what becomes of rows in no range
     */
    record ByRange(String expression, Map<Split, Range> ranges, Others others) implements SplitRule {
        @Override
        public <R> R match(Function<ByFraction, R> f, Function<ByValue, R> v, Function<ByRange, R> r) {
            return r.apply(this);
        }
    }

    /**
     * A half-open range.
     *
     * @param from first value inside; empty: no lower end
     * @param before first value outside; empty: no upper end
     */
    record Range(Optional<String> from, Optional<String> before) {}

    /** What becomes of rows that no split claims. */
    enum Others {
        ERROR,
        DROP
    }
}
