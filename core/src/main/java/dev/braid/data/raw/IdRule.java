package dev.braid.data.raw;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.braid.data.duck.Sql;
import java.util.Optional;

/** How a value becomes an id; id 0 is a missing value's. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = IdRule.Vocabulary.class, name = "vocabulary"),
    @JsonSubTypes.Type(value = IdRule.Hash.class, name = "hash"),
})
public sealed interface IdRule {
    /** The number of ids, id 0 included. */
    int ids();

    /** The least id that stands for a value of its own; those below are of missing, rare and unseen values. */
    int first();

    /** The SQL that gives a value's id; a missing value's for NULL. */
    String id(String source);

    /** The SQL that gives the id of a value that is not NULL. */
    String knownId(String source);

    /** The vocabulary, if there is one. */
    default Optional<Vocabulary> words() {
        return Optional.empty();
    }

    /**
     * A vocabulary on disk: one column {@code value}, in the order of the ids.
     *
     * @param file path within the directory of the transformation
     * @param size number of values
     * @param first the first value's id: 1 where rare and unseen values get id 0, 2 where they get id 1
     * @param sha256 of the file
     */
    record Vocabulary(String file, int size, int first, String sha256) implements IdRule {
        @Override
        public int ids() {
            return first + size;
        }

        /** The SQL type that knows the values. */
        public String type() {
            return Sql.name("braid:" + file);
        }

        @Override
        public String id(String source) {
            return first == 1
                    ? knownId(source)
                    : "CASE WHEN " + source + " IS NULL THEN 0 ELSE " + knownId(source) + " END";
        }

        @Override
        public String knownId(String source) {
            String other = Integer.toString(first - 1);
            return size == 0
                    ? other
                    : "coalesce(enum_code(TRY_CAST(" + source + " AS " + type() + "))::INTEGER + " + first + ", "
                            + other + ")";
        }

        @Override
        public Optional<Vocabulary> words() {
            return Optional.of(this);
        }
    }

    /**
     * A hash: {@link ValueHash}. Unseen values are hashed like all others.
     *
     * @param buckets number of ids but for id 0
     */
    record Hash(int buckets) implements IdRule {
        @Override
        public int ids() {
            return buckets + 1;
        }

        @Override
        public int first() {
            return 1;
        }

        @Override
        public String id(String source) {
            return "coalesce(" + knownId(source) + ", 0)";
        }

        @Override
        public String knownId(String source) {
            return ValueHash.sql(source, buckets);
        }
    }
}
