package dev.braid.data.raw;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.braid.data.duck.Sql;
import dev.braid.data.spec.Scale;
import dev.braid.data.spec.ValueWeights;
import dev.braid.schema.Feature;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a raw value becomes a feature: what {@code prepare} learned, as it stands in {@code transformation.json}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FeatureTransform.Lookup.class, name = "categorical"),
    @JsonSubTypes.Type(value = FeatureTransform.Scaled.class, name = "numeric"),
    @JsonSubTypes.Type(value = FeatureTransform.Bucket.class, name = "buckets"),
    @JsonSubTypes.Type(value = FeatureTransform.Bag.class, name = "multi"),
})
public sealed interface FeatureTransform {
    /** The feature's name. */
    String name();

    /** The expression that gives its raw value; null: the raw column of its name. */
    @Nullable
    String sql();

    /** What the feature is to a model. */
    Feature feature();

    /** How its raw value is found. */
    default RawSource source() {
        return new RawSource(name(), sql(), List.of(), false, false, null);
    }

    /** How values become ids, where they are looked up. */
    default Optional<IdRule> idRule() {
        return Optional.empty();
    }

    /** Where intervals begin, ascending, whose numbers are the ids; empty where ids come from elsewhere. */
    default List<Double> boundaries() {
        return List.of();
    }

    /** The SQL that gives a number as it was before it was scaled: a DOUBLE, NULL for missing. */
    default String decode(String column) {
        return column + "::DOUBLE";
    }

    /**
     * The SQL that encodes a raw value.
     *
     * @param source the raw value: a text, or a DOUBLE (NULL for missing) when it must be a number
     * @param listed whether {@code source} is a list already (a list column of Parquet)
     */
    String encode(String source, boolean listed);

    /**
     * An id per row.
     *
     * @param embedding the name under which features share ids and embedding rows, or null
     */
    record Lookup(
            String name,
            @Nullable String sql,
            List<String> cross,
            IdRule ids,
            @Nullable String embedding) implements FeatureTransform {
        public Lookup {
            cross = List.copyOf(cross);
        }

        @Override
        public RawSource source() {
            return new RawSource(name, sql, cross, false, false, null);
        }

        @Override
        public Feature feature() {
            return new Feature.Categorical(name, ids.ids(), Optional.ofNullable(embedding));
        }

        @Override
        public Optional<IdRule> idRule() {
            return Optional.of(ids);
        }

        @Override
        public String encode(String source, boolean listed) {
            return "(" + ids.id(source) + ")::INTEGER";
        }
    }

    /**
     * A number per row: (x - shift) / unit, of ln(1 + x) for {@code LOG1P}.
     *
     * @param shift the training split's mean or least value, else 0
     * @param unit the training split's standard deviation or range, else 1; never 0
     */
    record Scaled(String name, @Nullable String sql, Scale.Kind scale, double shift, double unit)
            implements FeatureTransform {
        @Override
        public RawSource source() {
            return new RawSource(name, sql, List.of(), true, scale == Scale.Kind.LOG1P, null);
        }

        @Override
        public Feature feature() {
            return new Feature.Numeric(name);
        }

        @Override
        public String decode(String column) {
            String x = "(" + column + "::DOUBLE * " + Sql.number(unit) + " + " + Sql.number(shift) + ")";
            return scale == Scale.Kind.LOG1P ? "(exp" + x + " - 1)" : x;
        }

        @Override
        public String encode(String source, boolean listed) {
            String x = scale == Scale.Kind.LOG1P ? "ln(1 + " + source + ")" : source;
            boolean plain = shift == 0 && unit == 1;
            return "(" + (plain ? x : "(" + x + " - " + Sql.number(shift) + ") / " + Sql.number(unit)) + ")::FLOAT";
        }
    }

    /**
     * The number of a bucket, from 1; 0 = missing.
     *
     * @param boundaries ascending: x falls into bucket 1 + how many of them are at most x
     */
    record Bucket(String name, @Nullable String sql, List<Double> boundaries) implements FeatureTransform {
        @Override
        public Feature feature() {
            return new Feature.Categorical(name, boundaries.size() + 2);
        }

        @Override
        public RawSource source() {
            return new RawSource(name, sql, List.of(), true, false, null);
        }

        @Override
        public String encode(String source, boolean listed) {
            StringBuilder sql = new StringBuilder("(CASE WHEN " + source + " IS NULL THEN 0 ELSE 1");
            for (double boundary : boundaries) {
                sql.append(" + (")
                        .append(source)
                        .append(" >= ")
                        .append(Sql.number(boundary))
                        .append(")::INTEGER");
            }
            return sql.append(" END)::INTEGER").toString();
        }
    }

    /**
     * A list of ids per row; empty for a missing value.
     *
     * @param embedding the name under which features share ids and embedding rows, or null
     * @param weights where the values' weights stand, or null
     */
    record Bag(
            String name,
            @Nullable String sql,
            String separator,
            Feature.Pooling pooling,
            IdRule ids,
            @Nullable String embedding,
            @Nullable ValueWeights weights)
            implements FeatureTransform {
        @Override
        public RawSource source() {
            WeightedList list =
                    weights == null ? null : new WeightedList(separator, weights, pooling == Feature.Pooling.SUM);
            return new RawSource(name, sql, List.of(), false, false, list);
        }

        @Override
        public Feature feature() {
            return new Feature.MultiValued(name, ids.ids(), pooling, Optional.ofNullable(embedding), weights != null);
        }

        @Override
        public Optional<IdRule> idRule() {
            return Optional.of(ids);
        }

        @Override
        public String encode(String source, boolean listed) {
            return "coalesce(list_transform(" + values(source, separator, listed) + ", lambda v: (" + ids.knownId("v")
                    + ")::INTEGER), [])";
        }

        /** The SQL that splits a raw value into its values, without blanks around them and without empty ones. */
        public static String values(String source, String separator, boolean listed) {
            String list = listed ? source + "::VARCHAR[]" : "string_split(" + source + ", " + Sql.text(separator) + ")";
            return "list_filter(list_transform(" + list + ", lambda v: trim(v)), lambda v: v <> '')";
        }
    }
}
