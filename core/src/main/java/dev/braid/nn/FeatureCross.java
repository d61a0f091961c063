package dev.braid.nn;

/**
 * The pair of two categorical columns as a column of its own (Cheng et al., DLRS 2016, §3.1).
 *
 * @param first a column's name
 * @param second another's
 * @param buckets the most rows it may have; more pairs of ids than that share rows by their hash
 */
public record FeatureCross(String first, String second, int buckets) {
    /** How many rows the cross has. */
    static int rows(int firstIds, int secondIds, int buckets) {
        return Math.toIntExact(Math.min(buckets, (long) firstIds * secondIds));
    }

    /** The row of a pair of ids: its own where there are rows for all pairs, else one by its hash. */
    static int row(int first, int second, int secondIds, int rows, boolean hashed) {
        long pair = (long) first * secondIds + second;
        return (int) (hashed ? Math.floorMod(Seeds.of(0, pair), (long) rows) : pair);
    }

    @Override
    public String toString() {
        return first + "*" + second;
    }
}
