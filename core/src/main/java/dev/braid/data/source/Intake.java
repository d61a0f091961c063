package dev.braid.data.source;

import dev.braid.data.duck.Duck;
import dev.braid.data.duck.Sql;
import dev.braid.data.prepare.PrepareListener;
import dev.braid.data.raw.RawText;
import dev.braid.data.raw.Staging;
import dev.braid.data.spec.FileFormat;
import dev.braid.data.spec.FileGroup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of a public dataset into DuckDB, sets bad lines aside and counts. A row that a {@link Rule} speaks against
 * stays in the table, marked, so that the number of a row always leads to its line.
 */
public final class Intake {
    /** Marks of rows that the recipe leaves out begin here; those of bad lines end before. */
    private static final int RECIPE = 1000;

    private final Duck duck;
    private final Staging staging;
    private final PrepareListener listener;
    private final BadLines bad;
    private final List<Rule> rules = new ArrayList<>();
    private final List<SourceReport.FileCount> files = new ArrayList<>();

    Intake(Duck duck, Staging staging, PrepareListener listener, long toleratedLines) {
        this.duck = duck;
        this.staging = staging;
        this.listener = listener;
        this.bad = new BadLines(toleratedLines);
    }

    /** A file whose good lines are a table. */
    record Loaded(String table, RawText text) {}

    /** The session, for tables of an adapter's own. */
    Duck duck() {
        return duck;
    }

    /** A file before its rows are read, with the columns that it must have. */
    RawText open(Path path, FileFormat format, List<String> columns) {
        return RawText.open(duck, path, format, columns);
    }

    /** Stages the rows of a file as they are. */
    void rows(FileGroup group, RawText text, List<Rule> against) {
        staging.begin(group);
        String columns = columns(text);
        List<Rule> all = new ArrayList<>(repeatedHeader(text));
        all.addAll(against);
        read(
                text,
                () -> staging.add(
                        text,
                        "SELECT *, " + mark(all) + " AS " + Staging.LEFT_OUT + " FROM (SELECT " + columns + " FROM "
                                + text.source() + ")"));
        staged(text, true);
    }

    /**
     * Stages one row for each row of a table.
     *
     * @param select columns and joins over the table, whose alias is {@code base}: {@code base.a, b.c FROM base LEFT JOIN b
     *     ...}; must give one row for each of the table; columns named {@code braid:...} are for rules only
     */
    void rows(FileGroup group, Loaded base, String select, List<Rule> against) {
        staging.begin(group);
        String from = select.replaceFirst("\\bFROM base\\b", "FROM " + base.table() + " base");
        staging.add(
                base.text(),
                "SELECT * EXCLUDE (\"braid:order\"), " + mark(against) + " AS " + Staging.LEFT_OUT
                        + " FROM (SELECT base.rowid AS \"braid:order\", " + from + ") ORDER BY \"braid:order\"");
        staged(base.text(), false);
    }

    /**
     * @param first whether the lines that cannot be read have not been noted yet
     */
    private void staged(RawText text, boolean first) {
        Staging.Extent extent = staging.extents().get(staging.extents().size() - 1);
        String marked = Staging.LEFT_OUT + " BETWEEN 1 AND " + (RECIPE - 1) + " AND rowid >= " + extent.first();
        SortedMap<Long, String> rows = new TreeMap<>();
        for (List<@Nullable String> row : duck.rows("SELECT rowid - " + extent.first() + ", " + Staging.LEFT_OUT
                + " FROM " + Staging.TABLE + " WHERE " + marked + " ORDER BY 1 LIMIT " + BadLines.SHOWN)) {
            rows.put(number(row.get(0)), rules.get((int) number(row.get(1)) - 1).reason());
        }
        long refused = duck.number("SELECT count(*) FROM " + Staging.TABLE + " WHERE " + marked);
        long unreadable = text.rejectedLines();
        bad.add(text, first ? text.rejected() : Map.of(), rows, refused + (first ? unreadable : 0));
        read(text, extent.rows() - refused, refused + unreadable);
    }

    /** Reads a file's lines; too many bad ones to be kept are refused before its rows are looked at. */
    private void read(RawText text, Runnable statement) {
        text.read(statement, bad.room(), BadLines.SHOWN);
        if (text.rejectedLines() > Math.max(bad.room(), BadLines.SHOWN)) {
            bad.add(text, text.rejected(), new TreeMap<>(), text.rejectedLines());
            bad.throwIfTooMany();
        }
    }

    private void read(RawText text, long good, long badLines) {
        files.add(new SourceReport.FileCount(text.path().toString(), good, badLines));
        listener.progressed("read", text.path().toString(), 1, 1);
        bad.throwIfTooMany();
    }

    /** Reads a file into a table of its own. Rules against its rows wait until they are staged. */
    Loaded load(String table, RawText text) {
        read(
                text,
                () -> duck.run(
                        "CREATE OR REPLACE TABLE " + table + " AS SELECT " + columns(text) + " FROM " + text.source()));
        bad.add(text, text.rejected(), new TreeMap<>(), text.rejectedLines());
        bad.throwIfTooMany();
        return new Loaded(table, text);
    }

    /**
     * Reads a file that others are joined with into a table of its own, without its bad lines.
     *
     * @param key the column that tells its rows apart: must be there, and once only
     */
    KeyFile keyed(String table, RawText text, String key, List<Rule> against) {
        read(
                text,
                () -> duck.run(
                        "CREATE OR REPLACE TABLE " + table + " AS SELECT " + columns(text) + " FROM " + text.source()));
        List<Rule> all = new ArrayList<>(repeatedHeader(text));
        all.addAll(against);
        all.add(Rule.present(key));
        String marks = mark(all);
        duck.run("CREATE OR REPLACE TABLE marked AS SELECT rowid AS row, " + marks + " AS mark FROM " + table
                + " WHERE " + marks + " > 0");
        // among sound lines: a key that stood on a bad one before has its first line here
        String again = mark(List.of(Rule.bad("true", "'" + key + "' has stood on an earlier line")));
        duck.run("INSERT INTO marked SELECT rowid, " + again + " FROM " + table
                + " WHERE rowid NOT IN (SELECT row FROM marked) QUALIFY row_number() OVER (PARTITION BY "
                + Sql.name(key)
                + " ORDER BY rowid) > 1");
        SortedMap<Long, String> rows = new TreeMap<>();
        for (List<@Nullable String> row :
                duck.rows("SELECT row, mark FROM marked ORDER BY row LIMIT " + BadLines.SHOWN)) {
            rows.put(number(row.get(0)), rules.get((int) number(row.get(1)) - 1).reason());
        }
        long refused = duck.number("SELECT count(*) FROM marked");
        String setAside = refused == 0 ? "" : setAside(table, key);
        duck.run("DROP TABLE marked");
        long unreadable = text.rejectedLines();
        bad.add(text, text.rejected(), rows, unreadable + refused);
        read(text, duck.number("SELECT count(*) FROM " + table), unreadable + refused);
        return new KeyFile(table, text.path(), key, setAside, unreadable);
    }

    /** Removes the marked rows, and keeps the keys that are gone with them. */
    private String setAside(String table, String key) {
        String gone = table + "_set_aside";
        String column = Sql.name(key);
        duck.run("CREATE OR REPLACE TABLE " + gone + " AS SELECT DISTINCT " + column + " FROM " + table
                + " WHERE rowid IN (SELECT row FROM marked) AND " + column + " IS NOT NULL");
        duck.run("DELETE FROM " + table + " WHERE rowid IN (SELECT row FROM marked)");
        duck.run("DELETE FROM " + gone + " WHERE " + column + " IN (SELECT " + column + " FROM " + table + ")");
        return gone;
    }

    /** Against the header line where it is no header: files put together have it in their midst. */
    private static List<Rule> repeatedHeader(RawText text) {
        return text.header()
                ? List.of(Rule.repeatedHeader(text.columns().stream().limit(3).toList()))
                : List.of();
    }

    /** The columns of a file, as a list for {@code SELECT}. */
    private static String columns(RawText text) {
        return text.columns().stream()
                .map(column -> text.value(column) + " AS " + Sql.name(column))
                .collect(Collectors.joining(", "));
    }

    /** The mark of a row: 0, or the number of the first rule that speaks against it. */
    private String mark(List<Rule> against) {
        StringBuilder sql = new StringBuilder("(CASE");
        for (Rule rule : against) {
            int known = rules.indexOf(rule);
            if (known < 0) {
                known = rules.size();
                rules.add(rule);
            }
            sql.append(" WHEN ")
                    .append(Sql.expression(rule.condition()))
                    .append(" THEN ")
                    .append(known + (rule.bad() ? 1 : RECIPE));
        }
        return against.isEmpty()
                ? "0::USMALLINT"
                : sql.append(" ELSE 0 END)::USMALLINT").toString();
    }

    /** What was found, after everything was staged. */
    SourceReport report(List<Tally> tallies) {
        Map<FileGroup, String> where = new EnumMap<>(FileGroup.class);
        String good = Staging.LEFT_OUT + " NOT BETWEEN 1 AND " + (RECIPE - 1);
        long end = staging.rows();
        List<FileGroup> groups = new ArrayList<>(staging.groups().keySet());
        for (int g = groups.size() - 1; g >= 0; g--) {
            long first = staging.groups().getOrDefault(groups.get(g), 0L);
            where.put(groups.get(g), good + " AND rowid >= " + first + " AND rowid < " + end);
            end = first;
        }
        where.put(FileGroup.ALL, good);
        List<SourceReport.Count> counts = new ArrayList<>();
        where.forEach((group, rows) -> counts.addAll(count(tallies, group, rows)));
        Map<String, Long> leftOut = new LinkedHashMap<>();
        for (List<@Nullable String> row : duck.rows("SELECT " + Staging.LEFT_OUT + ", count(*) FROM " + Staging.TABLE
                + " WHERE " + Staging.LEFT_OUT + " >= " + RECIPE + " GROUP BY 1 ORDER BY 1")) {
            leftOut.put(rules.get((int) number(row.get(0)) - RECIPE).reason(), number(row.get(1)));
        }
        return new SourceReport(List.copyOf(files), counts, leftOut, bad.count(), List.copyOf(bad.examples()));
    }

    private List<SourceReport.Count> count(List<Tally> tallies, FileGroup group, String where) {
        String filters = tallies.stream()
                .map(tally -> "count(" + tally.counted() + ") FILTER (" + Sql.expression(tally.condition()) + ")")
                .collect(Collectors.joining(", "));
        List<@Nullable String> row = duck.rows("SELECT " + filters + " FROM " + Staging.TABLE + " WHERE " + where)
                .get(0);
        List<SourceReport.Count> counts = new ArrayList<>();
        for (int t = 0; t < tallies.size(); t++) {
            Tally tally = tallies.get(t);
            counts.add(new SourceReport.Count(
                    group.label(),
                    tally.name(),
                    number(row.get(t)),
                    tally.published().get(group),
                    tally.about()));
        }
        return counts;
    }

    private static long number(@Nullable String text) {
        return Long.parseLong(String.valueOf(text));
    }
}
