package dev.braid.data.raw;

import dev.braid.data.duck.Sql;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a feature's raw value comes from.
 *
 * @param sql an expression, or null for the column of the feature's name
 * @param cross columns whose values together are the value, in place of {@code sql}; empty: no cross
 * @param number whether the value must be a number
 * @param log whether that number must be above -1
 * @param weights a list whose values have weights, or null
 */
public record RawSource(
        String feature,
        @Nullable String sql,
        List<String> cross,
        boolean number,
        boolean log,
        @Nullable WeightedList weights) {
    /** Whether the value is that of the column of the feature's name. */
    boolean ofItsName() {
        return sql == null && cross.isEmpty();
    }

    /** The SQL of the raw value. */
    String raw() {
        if (!cross.isEmpty()) {
            return cross.stream().map(RawSource::escaped).collect(Collectors.joining(" || '*' || "));
        }
        return sql == null ? column(feature) : Sql.expression(sql);
    }

    /** A raw column as it was read. */
    static String column(String name) {
        return Sql.name("raw:" + name);
    }

    /** A column's text such that a {@code *} behind it can only be the end of it; NULL for a missing value. */
    private static String escaped(String column) {
        String text = "nullif(CAST(" + column(column) + " AS VARCHAR), '')";
        return "replace(replace(" + text + ", '\\', '\\\\'), '*', '\\*')";
    }
}
