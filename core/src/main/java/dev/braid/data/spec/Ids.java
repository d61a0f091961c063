package dev.braid.data.spec;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the values of a categorical or multi-valued feature become ids.
 *
 * @param minCount values seen less often in the training split have no id of their own; 1 where values are hashed
 * @param buckets how many ids values are hashed to; empty: every value of the training split has an id of its own
 * @param unseen which id values get that have none of their own
 * @param embedding the name under which features share ids and embedding rows; empty: the feature's are its own
 */
public record Ids(long minCount, OptionalInt buckets, Unseen unseen, Optional<String> embedding) {
    /** Which id rare and unseen values get. */
    public enum Unseen {
        /** Id 0, like a missing value. */
        MISSING,
        /** Id 1, which rare values of the training split train. */
        OWN
    }

    /** A vocabulary of the feature's own. */
    public static Ids of(long minCount) {
        return new Ids(minCount, OptionalInt.empty(), Unseen.MISSING, Optional.empty());
    }

    /** Whether both give equal values equal ids when they share an embedding. */
    boolean agreesWith(Ids other) {
        return minCount == other.minCount && buckets.equals(other.buckets) && unseen == other.unseen;
    }
}
