package dev.braid.data.raw;

import dev.braid.data.duck.Duck;
import dev.braid.data.duck.DuckFailure;
import dev.braid.data.duck.Sql;
import dev.braid.fault.BadInput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The raw columns as expressions see them. A text column of a CSV file is a whole number to an expression when all its
 * values are whole numbers, a DOUBLE when all are numbers, and text otherwise.
 */
public final class Expressions {
    /** The view that expressions are evaluated over: the columns by their names, and as read under {@code raw:NAME}. */
    public static final String VIEW = "raw_rows";

    private Expressions() {}

    /** The columns that an expression mentions; text in single quotes does not count. */
    public static Set<String> mentioned(String expression, Collection<String> columns) {
        String code = expression.replaceAll("'[^']*'", "''");
        Set<String> found = new LinkedHashSet<>();
        for (String column : columns) {
            if (Pattern.compile("(?<!\\w)" + Pattern.quote(column) + "(?!\\w)", Pattern.CASE_INSENSITIVE)
                    .matcher(code)
                    .find()) {
                found.add(column);
            }
        }
        return found;
    }

    /** The types under which text columns are seen, from all their values. */
    public static Map<String, String> infer(Duck duck, Map<String, String> columns, Collection<String> wanted) {
        List<String> texts = wanted.stream()
                .filter(column -> "VARCHAR".equals(columns.get(column)))
                .toList();
        String used = "(SELECT * FROM " + Staging.TABLE + " WHERE " + Staging.LEFT_OUT + " = 0)";
        // Most columns of text show it in their first rows; only the others are looked at in full.
        Map<String, String> possible = types(duck, texts, "(SELECT * FROM " + used + " LIMIT 10000)", true);
        return types(duck, List.copyOf(possible.keySet()), used, false);
    }

    private static Map<String, String> types(Duck duck, List<String> columns, String source, boolean emptyToo) {
        Map<String, String> types = new LinkedHashMap<>();
        if (columns.isEmpty()) {
            return types;
        }
        List<String> counts = new ArrayList<>();
        for (String column : columns) {
            String name = Sql.name(column);
            counts.add("count(" + name + ")");
            counts.add("count(*) FILTER (regexp_full_match(" + name + ", '[+-]?[0-9]{1,18}'))");
            counts.add("count(TRY_CAST(" + name + " AS DOUBLE))");
        }
        List<@Nullable String> row = duck.rows("SELECT " + String.join(", ", counts) + " FROM " + source)
                .get(0);
        for (int c = 0; c < columns.size(); c++) {
            String all = String.valueOf(row.get(3 * c));
            if (all.equals("0") && !emptyToo) {
                continue;
            }
            if (all.equals(row.get(3 * c + 1))) {
                types.put(columns.get(c), "BIGINT");
            } else if (all.equals(row.get(3 * c + 2))) {
                types.put(columns.get(c), "DOUBLE");
            }
        }
        return types;
    }

    /** Creates {@link #VIEW} over the staged rows. */
    public static void createView(Duck duck, Staging staging, Map<String, String> types) {
        List<String> seen = new ArrayList<>();
        seen.add("rowid AS \"braid:row\"");
        seen.add(Staging.LEFT_OUT);
        if (staging.isSplit()) {
            seen.add(Staging.SPLIT);
        }
        // what is left out may hold anything
        boolean whole =
                duck.number("SELECT count(*) FROM " + Staging.TABLE + " WHERE " + Staging.LEFT_OUT + " > 0") == 0;
        staging.columns().forEach((column, type) -> {
            String name = Sql.name(column);
            String typed = "CAST(" + name + " AS " + types.get(column) + ")";
            boolean cast = type.equals("VARCHAR") && types.containsKey(column);
            seen.add((!cast ? name : whole ? typed : "CASE WHEN " + Staging.LEFT_OUT + " = 0 THEN " + typed + " END")
                    + " AS " + name);
            seen.add(name + " AS " + Sql.name("raw:" + column));
        });
        duck.run("CREATE OR REPLACE VIEW " + VIEW + " AS SELECT " + String.join(", ", seen) + " FROM " + Staging.TABLE);
    }

    /**
     * Refuses an expression that cannot be evaluated over {@link #VIEW}.
     *
     * @param what how messages call it, such as {@code task 'click': label}
     */
    public static void require(Duck duck, String what, String expression, Staging staging) {
        try {
            duck.rows("DESCRIBE SELECT " + Sql.expression(expression) + " FROM " + VIEW);
        } catch (DuckFailure e) {
            String unknown = e.unknownColumn();
            throw new BadInput(
                    what + ": '" + expression + "': " + (unknown.isEmpty() ? e.getMessage() : staging.unknown(unknown)),
                    e);
        }
    }
}
