package dev.braid.data.raw;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.braid.data.duck.Sql;
import dev.braid.data.spec.Scale;
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

    /** The vocabulary, if there is one. */
    default Optional<Vocabulary> words() {
        return Optional.empty();
    }

    /** Whether the raw value must be a number. */
    default boolean number() {
        return false;
    }

    /** Whether that number must be above -1, because its logarithm is taken. */
    default boolean needsLog() {
        return false;
    }

    /**
     * The SQL that encodes a raw value.
     *
     * @param source the raw value: a text, or a DOUBLE (NULL for missing) when {@link #number()}
     * @param listed whether {@code source} is a list already (a list column of Parquet)
     */
    String encode(String source, boolean listed);

    /**
     * A vocabulary on disk: one column {@code value}, in the order of the ids, which begin at 1.
     *
     * @param file path within the directory of the transformation
     * @param size number of values, id 0 not counted
     * @param sha256 of the file
     */
    record Vocabulary(String file, int size, String sha256) {
        /** The SQL type that knows the values. */
        public String type() {
            return Sql.name("braid:" + file);
        }

        String id(String source) {
            return size == 0 ? "0" : "coalesce(enum_code(TRY_CAST(" + source + " AS " + type() + "))::INTEGER + 1, 0)";
        }
    }

    /** An id per row. */
    record Lookup(String name, @Nullable String sql, Vocabulary vocabulary) implements FeatureTransform {
        @Override
        public Feature feature() {
            return new Feature.Categorical(name, vocabulary.size() + 1);
        }

        @Override
        public Optional<Vocabulary> words() {
            return Optional.of(vocabulary);
        }

        @Override
        public String encode(String source, boolean listed) {
            return "(" + vocabulary.id(source) + ")::INTEGER";
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
        public boolean needsLog() {
            return scale == Scale.Kind.LOG1P;
        }

        @Override
        public Feature feature() {
            return new Feature.Numeric(name);
        }

        @Override
        public boolean number() {
            return true;
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
        public boolean number() {
            return true;
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

    /** A list of ids per row; empty for a missing value. */
    record Bag(String name, @Nullable String sql, String separator, Feature.Pooling pooling, Vocabulary vocabulary)
            implements FeatureTransform {
        @Override
        public Feature feature() {
            return new Feature.MultiValued(name, vocabulary.size() + 1, pooling);
        }

        @Override
        public Optional<Vocabulary> words() {
            return Optional.of(vocabulary);
        }

        @Override
        public String encode(String source, boolean listed) {
            return "coalesce(list_transform(" + values(source, separator, listed) + ", lambda v: (" + vocabulary.id("v")
                    + ")::INTEGER), [])";
        }

        /** The SQL that splits a raw value into its values, without blanks around them and without empty ones. */
        public static String values(String source, String separator, boolean listed) {
            String list = listed ? source + "::VARCHAR[]" : "string_split(" + source + ", " + Sql.text(separator) + ")";
            return "list_filter(list_transform(" + list + ", lambda v: trim(v)), lambda v: v <> '')";
        }
    }
}
