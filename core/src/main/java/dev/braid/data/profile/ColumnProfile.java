package dev.braid.data.profile;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one feature's column holds. Shares of missing and unseen values are given per split, all else is of the training
 * split.
 *
 * @param feature its name
 * @param kind what it is to a model
 * @param naming how values become ids; null for a number
 * @param embedding the name under which features share ids and embedding rows, or null
 * @param ids number of values that have an id of their own, or of buckets; null for a number
 * @param used how many of these ids the column uses; null for a number
 * @param missing per split the share of rows without a value
 * @param unseen per split the share of rows, of values for multi-valued ones, whose value is rare in or absent from the
 *     training split; null where this cannot be known: numbers, intervals and hashed values have no unseen ones
 * @param top the most frequent values, at most {@value #TOP}; equal counts by id; empty for a number
 * @param numbers a number's distribution, in the units of the raw data up to the rounding of 32-bit floats; else null
 * @param lengths how many values rows have; null but for multi-valued features
 * @param weights the weights of the values; null but for multi-valued features with weights
 */
public record ColumnProfile(
        String feature,
        Kind kind,
        @Nullable Naming naming,
        @Nullable String embedding,
        @Nullable Long ids,
        @Nullable Long used,
        Map<String, Double> missing,
        @Nullable Map<String, Double> unseen,
        List<TopValue> top,
        @Nullable Spread numbers,
        @Nullable Spread lengths,
        @Nullable Spread weights) {
    /** How many top values are kept. */
    public static final int TOP = 10;

    /** What a feature is to a model. */
    public enum Kind {
        CATEGORICAL,
        NUMERIC,
        MULTI;

        /** As a spec writes it. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How values become ids. */
    public enum Naming {
        VOCABULARY,
        HASHED,
        INTERVALS;

        /** For people and for JSON. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A frequent value.
     *
     * @param id the value's id
     * @param value its text; null where values are hashed, since only the bucket is known
     * @param count how often the column has it
     * @param share of the rows, missing ones included; of a multi-valued feature's values, rare ones included
     */
    public record TopValue(
            long id,
            @Nullable String value,
            long count,
            @Nullable Double share) {}

    /**
     * How numbers lie; all but the count is null where there is none.
     *
     * @param count how many there are, missing ones excluded
     * @param deviation the population's standard deviation
     */
    public record Spread(
            long count,
            @Nullable Double min,
            @Nullable Double mean,
            @Nullable Double max,
            @Nullable Double deviation) {}
}
