package dev.braid.data.source;

import dev.braid.data.duck.Sql;
import dev.braid.data.raw.RowView;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What makes a row unusable.
 *
 * @param condition SQL over the columns of a row as they were read; NULL counts as false
 * @param reason what is wrong, in words
 * @param bad whether the line is bad; if not, its row is left out by the dataset's recipe
 */
record Rule(String condition, String reason, boolean bad) {
    /** A bad line, which counts against the tolerance. */
    static Rule bad(String condition, String reason) {
        return new Rule(condition, reason, true);
    }

    /** A sound line whose row the recipe does not want. */
    static Rule leaveOut(String condition, String reason) {
        return new Rule(condition, reason, false);
    }

    /** The row must not be the header line again. */
    static Rule repeatedHeader(List<String> columns) {
        String names = columns.stream()
                .map(column -> Sql.name(column) + " = " + Sql.text(column))
                .collect(Collectors.joining(" AND "));
        return bad(names, "the header line stands here again");
    }

    /** The column must be 0 or 1. */
    static Rule binary(String column) {
        return bad(
                "coalesce(" + Sql.name(column) + " NOT IN ('0', '1'), true)",
                "'" + column + "' must be 0 or 1, and is neither");
    }

    /** The column must be a finite number, or empty. */
    static Rule number(String column) {
        return number(column, column);
    }

    /** As above, of a column that the file calls by another name. */
    static Rule number(String column, String called) {
        return bad(
                present(column, "NOT coalesce(abs(" + value(column) + ") < " + RowView.FLOAT_LIMIT + ", false)"),
                "'" + called + "' is no finite number");
    }

    /** The column must be a number whose logarithm can be taken after 1 was added, or empty. */
    static Rule aboveMinusOne(String column) {
        return bad(
                present(
                        column,
                        "NOT coalesce(" + value(column) + " > -1 AND " + value(column) + " < " + RowView.FLOAT_LIMIT
                                + ", false)"),
                "'" + column + "' is no finite number above -1");
    }

    /** DuckDB reads 1_000 as a thousand, as programs write it; in data it is damage. */
    private static String present(String column, String unusable) {
        String name = Sql.name(column);
        return name + " IS NOT NULL AND (contains(" + name + ", '_') OR " + unusable + ")";
    }

    private static String value(String column) {
        return "TRY_CAST(" + Sql.name(column) + " AS DOUBLE)";
    }

    /** The column must be a whole number, or empty. */
    static Rule wholeOrEmpty(String column) {
        String name = Sql.name(column);
        return bad(
                "NOT regexp_full_match(" + name + ", '-?[0-9]{1,18}')",
                "'" + column + "' is neither empty nor a whole number of at most 18 digits");
    }

    /** The column must be a whole number. */
    static Rule whole(String column) {
        String name = Sql.name(column);
        return bad(
                "NOT coalesce(regexp_full_match(" + name + ", '-?[0-9]{1,18}'), false)",
                "'" + column + "' is no whole number");
    }

    /** The column must not be empty. */
    static Rule present(String column) {
        return bad(Sql.name(column) + " IS NULL", "'" + column + "' is empty");
    }
}
