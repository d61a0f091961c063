package dev.braid.data.raw;

import dev.braid.data.duck.Sql;
import dev.braid.data.spec.ValueWeights;

/**
 * The values of a multi-valued feature with their weights.
 *
 * @param separator text between the values of a row
 * @param weights where their weights stand
 * @param negative whether weights may be below 0: in a sum, but not in a mean
 */
public record WeightedList(String separator, ValueWeights weights, boolean negative) {
    /** The SQL of a list's texts. */
    static String texts(String raw, String separator, boolean listed) {
        return listed
                ? raw + "::VARCHAR[]"
                : "string_split(nullif(CAST(" + raw + " AS VARCHAR), ''), " + Sql.text(separator) + ")";
    }

    /**
     * The SQL of a row's pairs {@code {'v': value, 'w': weight}}, as texts, without those of an empty value. Either is NULL
     * where its other half is missing.
     *
     * @param values SQL that gives the values' texts as a list
     * @param beside SQL that gives the weights' texts as a list; not read where values and weights stand together
     */
    String pairs(String values, String beside) {
        String pairs = weights.separator() == null ? zipped(values, beside) : within(values, weights.separator());
        return "list_filter(coalesce(" + pairs + ", []), lambda e: e.v IS NULL OR e.v <> '')";
    }

    private static String within(String values, String between) {
        String last = "string_split(e, " + Sql.text(between) + ")[-1]";
        String first = "left(e, len(e) - len(" + last + ") - " + between.codePointCount(0, between.length()) + ")";
        return "list_transform(" + values + ", lambda e: CASE WHEN contains(e, " + Sql.text(between)
                + ") THEN {'v': trim(" + first + "), 'w': " + last + "} ELSE {'v': trim(e), 'w': NULL::VARCHAR} END)";
    }

    private static String zipped(String values, String weights) {
        return "list_transform(list_zip(coalesce(" + values + ", []), coalesce(" + weights
                + ", [])), lambda e: {'v': trim(e[1]), 'w': e[2]})";
    }

    /** The SQL that finds a pair which cannot be used. */
    String unusable(String pairs, String limit) {
        String weight = "TRY_CAST(e.w AS DOUBLE)";
        String usable = "abs(" + weight + ") < " + limit + (negative ? "" : " AND " + weight + " >= 0");
        return "len(list_filter(" + pairs + ", lambda e: e.v IS NULL OR NOT coalesce(" + usable + ", false))) > 0";
    }
}
