package dev.braid.data.source;

import dev.braid.data.duck.Sql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
     * The rules about rows that have no good line here.
     *
     * @param absent SQL that is true of a row without one
     * @param own the row's key, as SQL
     * @param none the rule for a key that the file does not have
     */
    List<Rule> required(String absent, String own, Rule none) {
        List<Rule> rules = new ArrayList<>();
        String file = path.getFileName().toString();
        if (!setAside.isEmpty()) {
            rules.add(Rule.leaveOut(
                    absent + " AND " + own + " IN (SELECT " + Sql.name(key) + " FROM " + setAside + ")",
                    "the line of " + file + " that belongs to it was bad and set aside"));
        }
        rules.add(
                unreadable == 0
                        ? none
                        : Rule.leaveOut(
                                absent,
                                "no line of " + file + " that could be read belongs to it (" + unreadable
                                        + " could not be read)"));
        return rules;
    }
}
