package dev.braid.data.source;

import dev.braid.data.duck.Duck;
import dev.braid.data.duck.Sql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A file that others are joined with by a key, read into a table without its bad lines. A row of another file whose key stood
 * on a line that was set aside is no bad line itself: it is left out, and counted with the reason.
 *
 * @param table its good lines
 * @param path the file
 * @param key the column that tells its rows apart
 * @param setAside a table of the keys that stand on bad lines only; empty where there are none
 * @param unreadable lines whose key is not known, because they could not be read
 */
record KeyFile(String table, Path path, String key, String setAside, long unreadable) {
    /**
     * How many keys of other rows stand on no line that could be read, good or bad.
     *
     * @param rows a table
     * @param column its column with the key
     */
    long unknownKeys(Duck duck, String rows, String column) {
        String known = "SELECT " + Sql.name(key) + " FROM " + table
                + (setAside.isEmpty() ? "" : " UNION ALL SELECT " + Sql.name(key) + " FROM " + setAside);
        return duck.number("SELECT count(DISTINCT " + Sql.name(column) + ") FROM " + rows + " WHERE " + Sql.name(column)
                + " NOT IN (" + known + ")");
    }

    /**
     * The rules about rows that have no good line here. Lines that could not be read may hold as many unknown keys as there are
     * such lines; where there are more unknown keys, some of them are in error, and none is excused.
     *
     * @param absent SQL that is true of a row without one
     * @param own the row's key, as SQL
     * @param unknownKeys as {@link #unknownKeys}; asked only where lines could not be read
     * @param none the rule for a key that the file does not have
     */
    List<Rule> required(String absent, String own, LongSupplier unknownKeys, Rule none) {
        List<Rule> rules = new ArrayList<>();
        String file = path.getFileName().toString();
        if (!setAside.isEmpty()) {
            rules.add(Rule.leaveOut(
                    absent + " AND " + own + " IN (SELECT " + Sql.name(key) + " FROM " + setAside + ")",
                    "the line of " + file + " that belongs to it was bad and set aside"));
        }
        if (unreadable > 0 && unknownKeys.getAsLong() <= unreadable) {
            rules.add(Rule.leaveOut(
                    absent + " AND " + own + " IS NOT NULL",
                    "no line of " + file + " that could be read belongs to it (" + unreadable + " could not be read)"));
        }
        rules.add(none);
        return rules;
    }
}
