package dev.braid.data.source;

import dev.braid.data.duck.Sql;
import dev.braid.data.raw.RowView;
import java.util.Collection;

/**
 * The feature lists of Ali-CCP, as SQL: elements joined by {@code \x01}, each {@code field \x02 feature \x03 value}. A field
 * that stands in a list more than once is multi-valued.
 */
final class FeatureList {
    private static final String ELEMENT =
            "[^\\x01\\x02\\x03]+\\x02[^\\x01\\x02\\x03]+\\x03[-+]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?";
    private static final String WELL_FORMED = ELEMENT + "(?:\\x01" + ELEMENT + ")*";

    private final String list;

    /**
     * @param list SQL for the list's text; NULL is an empty list
     */
    FeatureList(String list) {
        this.list = list;
    }

    /** Whether every element is written as it should be. */
    String wellFormed() {
        return "coalesce(regexp_full_match(" + list + ", " + Sql.text(WELL_FORMED) + "), true)";
    }

    /**
     * Whether an element of one of the fields has a value below 0.
     *
     * @param fields the fields' names
     */
    String negative(Collection<String> fields) {
        String below = "(?:^|\\x01)(?:" + String.join("|", fields) + ")\\x02[^\\x01]*\\x03-[0.]*[1-9]";
        return "coalesce(regexp_matches(" + list + ", " + Sql.text(below) + "), false)";
    }

    /**
     * Whether some element has a value that is too great to be a number. Few lists have one that could be, so that few are
     * taken apart.
     */
    String tooGreat() {
        String value = "split_part(e, chr(3), 2)";
        return "coalesce(regexp_matches(" + list + ", " + Sql.text("\\x03[^\\x01]*[eE]|[0-9]{38}")
                + ") AND len(list_filter(string_split(" + list + ", chr(1)), lambda e: NOT coalesce(abs(TRY_CAST("
                + value
                + " AS DOUBLE)) < " + RowView.FLOAT_LIMIT + ", false))) > 0, false)";
    }

    /** Whether the list has as many elements as a column says, which must hold a whole number. */
    String sizeIs(String count) {
        return "coalesce(regexp_full_match(" + count + ", '[0-9]{1,9}') AND " + size() + " = TRY_CAST(" + count
                + " AS BIGINT), false)";
    }

    /** How many elements there are. */
    String size() {
        return "CASE WHEN " + list + " IS NULL THEN 0 ELSE len(string_split(" + list + ", chr(1))) END";
    }

    /** {@code feature \x03 value} of every element of a field, as a list. */
    private String elements(String field) {
        return "regexp_extract_all(" + list + ", " + Sql.text("(?:^|\\x01)" + field + "\\x02([^\\x01]*)") + ", 1)";
    }

    /** The feature of the field's last element; NULL when it has none. */
    String last(String field) {
        return "split_part(" + elements(field) + "[-1], chr(3), 1)";
    }

    /** The value of the field's last element; NULL when it has none. */
    String lastValue(String field) {
        return "split_part(" + elements(field) + "[-1], chr(3), 2)";
    }

    /** The features of the field's elements, at most {@code n}, of falling value, equal ones in their order; NULL for none. */
    String greatest(String field, int n) {
        return greatest(field, n, "e.f");
    }

    /** The values of those elements, as they are written. */
    String greatestValues(String field, int n) {
        return greatest(field, n, "e.v");
    }

    private String greatest(String field, int n, String part) {
        String weighed = "list_transform(" + elements(field) + ", lambda e, i: {'w': TRY_CAST(split_part(e, chr(3), 2)"
                + " AS DOUBLE), 'p': -i, 'f': split_part(e, chr(3), 1), 'v': split_part(e, chr(3), 2)})";
        String parts =
                "list_transform(list_slice(list_reverse_sort(" + weighed + "), 1, " + n + "), lambda e: " + part + ")";
        return "CASE WHEN len(" + elements(field) + ") > 0 THEN " + parts + " END";
    }
}
