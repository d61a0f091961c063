package dev.braid.data.raw;

import dev.braid.data.Layout;
import dev.braid.data.duck.Duck;
import dev.braid.data.duck.Sql;
import dev.braid.fault.BadInput;
import dev.braid.fault.NearestName;
import dev.braid.fault.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Staged rows with the raw value of every feature ({@code val:i}), whether that value is unusable ({@code bad:i}), and
 * every task's label, row weight and user ({@code label:t}, {@code weight:t}, {@code user:t}), as a view.
 */
public final class RowView {
    /** The view's name. */
    public static final String VIEW = "seen_rows";

    /** What a number must stay below in size: it is kept as a float. */
    public static final String FLOAT_LIMIT = "3.4e38";

    private static final int SHOWN_NAMES = 3;

    private final Duck duck;
    private final Staging staging;
    private final List<RawSource> sources;
    private final List<TaskTransform> tasks;

    /**
     * @param tasks those whose labels are wanted
     */
    public RowView(Duck duck, Staging staging, List<RawSource> sources, List<TaskTransform> tasks) {
        this.duck = duck;
        this.staging = staging;
        this.sources = sources;
        this.tasks = tasks;
    }

    /** Whether the raw value of feature {@code i} is a list: a list column of Parquet, or values taken from their weights. */
    public boolean listed(int i) {
        return sources.get(i).weights() != null || listColumn(sources.get(i));
    }

    private boolean listColumn(RawSource source) {
        return source.ofItsName() && isList(source.feature());
    }

    private boolean isList(String column) {
        return String.valueOf(staging.columns().get(column)).endsWith("[]");
    }

    /**
     * Checks every expression and creates the view.
     *
     * @param types of text columns in expressions
     */
    public void create(Map<String, String> types) {
        Expressions.createView(duck, staging, types);
        requireExpressions();
        List<String> first = new ArrayList<>(List.of("*"));
        List<String> second = new ArrayList<>(List.of("*"));
        for (int i = 0; i < sources.size(); i++) {
            RawSource source = sources.get(i);
            String raw = source.raw();
            boolean list = listColumn(source);
            first.add((list ? raw : "nullif(CAST(" + raw + " AS VARCHAR), '')") + " AS \"txt:" + i + "\"");
            first.add((source.number() ? "TRY_CAST(" + raw + " AS DOUBLE)" : "NULL::DOUBLE") + " AS \"num:" + i + "\"");
            if (source.number()) {
                String usable =
                        "abs(\"num:" + i + "\") < " + FLOAT_LIMIT + (source.log() ? " AND \"num:" + i + "\" > -1" : "");
                second.add("CASE WHEN " + usable + " THEN \"num:" + i + "\" END AS \"val:" + i + "\"");
                second.add(
                        "\"txt:" + i + "\" IS NOT NULL AND NOT coalesce(" + usable + ", false) AS \"bad:" + i + "\"");
            } else {
                addWeights(i, first, second);
                second.add(value(i, source) + " AS \"val:" + i + "\"");
                second.add("false AS \"bad:" + i + "\"");
            }
        }
        for (int t = 0; t < tasks.size(); t++) {
            addTask(t, first, second);
        }
        duck.run("CREATE OR REPLACE VIEW " + VIEW + " AS SELECT " + String.join(",\n", second) + " FROM (SELECT "
                + String.join(",\n", first) + " FROM " + Expressions.VIEW + ")");
    }

    private static String value(int i, RawSource source) {
        return source.weights() == null
                ? "\"txt:" + i + "\""
                : "CASE WHEN \"txt:" + i + "\" IS NOT NULL THEN list_transform(\"pairs:" + i + "\", lambda e: e.v) END";
    }

    /** The weights of a list's values ({@code wgt:i}), and whether they are unusable ({@code badweights:i}). */
    private void addWeights(int i, List<String> first, List<String> second) {
        RawSource source = sources.get(i);
        WeightedList list = source.weights();
        if (list == null) {
            return;
        }
        String given = list.weights().source();
        String raw = given == null ? source.raw() : weights(given);
        boolean listed = given == null ? listColumn(source) : isList(given) || givesList(given);
        String values = WeightedList.texts(source.raw(), list.separator(), listColumn(source));
        String weights = WeightedList.texts(raw, list.separator(), listed);
        String pairs = "\"pairs:" + i + "\"";
        first.add(list.pairs(values, weights) + " AS " + pairs);
        first.add("CAST(" + raw + " AS VARCHAR) AS \"givenweights:" + i + "\"");
        second.add("list_transform(" + pairs + ", lambda e: TRY_CAST(e.w AS FLOAT)) AS \"wgt:" + i + "\"");
        second.add(list.unusable(pairs, FLOAT_LIMIT) + " AS \"badweights:" + i + "\"");
    }

    /** A raw column as it was read, or an expression. */
    private String weights(String given) {
        return staging.columns().containsKey(given) ? RawSource.column(given) : Sql.expression(given);
    }

    private boolean givesList(String expression) {
        return !staging.columns().containsKey(expression)
                && String.valueOf(
                                duck.rows("DESCRIBE SELECT " + Sql.expression(expression) + " FROM " + Expressions.VIEW)
                                        .get(0)
                                        .get(1))
                        .endsWith("[]");
    }

    private void addTask(int t, List<String> first, List<String> second) {
        TaskTransform task = tasks.get(t);
        String label = Sql.expression(task.label());
        first.add("CAST(" + label + " AS VARCHAR) AS \"given:" + t + "\"");
        first.add("TRY_CAST(" + label + " AS DOUBLE) AS \"own:" + t + "\"");
        second.add(spaced(t) + " AS \"label:" + t + "\"");
        second.add("\"given:" + t + "\" IS NOT NULL AND coalesce(\"own:" + t + "\" NOT IN (0, 1), true) AS \"badlabel:"
                + t + "\"");
        if (task.rowWeight() != null) {
            first.add("CAST(" + Sql.expression(task.rowWeight()) + " AS VARCHAR) AS \"givenweight:" + t + "\"");
            second.add("TRY_CAST(\"givenweight:" + t + "\" AS FLOAT) AS \"weight:" + t + "\"");
        }
        if (task.user() != null) {
            second.add("CAST(" + Sql.expression(task.user()) + " AS VARCHAR) AS \"user:" + t + "\"");
        }
    }

    /** The label of a task, NULL outside its sample space. */
    private String spaced(int t) {
        String parent = tasks.get(t).parent();
        String own = "\"own:" + t + "\"";
        if (parent == null) {
            return own;
        }
        int p = 0;
        while (!tasks.get(p).name().equals(parent)) {
            p++;
        }
        return "CASE WHEN " + spaced(p) + " = 1 THEN " + own + " END";
    }

    private void requireExpressions() {
        Problems problems = new Problems();
        requireColumns(problems);
        sources.forEach(source -> requireCrossed(problems, source));
        for (RawSource source : sources) {
            String what = "feature '" + source.feature() + "': ";
            require(problems, what + "sql", source.sql());
            String weights =
                    source.weights() == null ? null : source.weights().weights().source();
            require(problems, what + "weights", staging.columns().containsKey(weights) ? null : weights);
        }
        for (TaskTransform task : tasks) {
            require(problems, "task '" + task.name() + "': label", task.label());
            require(problems, "task '" + task.name() + "': rowWeight", task.rowWeight());
            require(problems, "task '" + task.name() + "': user", task.user());
        }
        problems.throwIfAny();
    }

    private void requireColumns(Problems problems) {
        List<String> named = sources.stream()
                .filter(RawSource::ofItsName)
                .map(RawSource::feature)
                .toList();
        Set<String> columns = staging.columns().keySet();
        List<String> missing = named.stream().filter(f -> !columns.contains(f)).toList();
        String file = missing.isEmpty() ? "" : staging.extents().get(0).file() + ": ";
        if (missing.size() == 1) {
            problems.add(file + "feature '" + missing.get(0) + "' has no column of its name; "
                    + NearestName.suggestion(missing.get(0), columns));
        } else if (missing.size() > 1) {
            problems.add(file + missing.size() + " of " + named.size() + " feature columns are missing: "
                    + firstOf(missing) + "; its columns are " + firstOf(columns)
                    + "; name them in the file's first line as the spec does");
        }
    }

    private void requireCrossed(Problems problems, RawSource source) {
        for (String column : source.cross()) {
            String what = "feature '" + source.feature() + "': cross: ";
            if (!staging.columns().containsKey(column)) {
                problems.add(what + staging.unknown(column));
            } else if (String.valueOf(staging.columns().get(column)).endsWith("[]")) {
                problems.add(
                        what + "column '" + column + "' holds lists; only columns of one value per row can be crossed");
            }
        }
    }

    private static String firstOf(Collection<String> names) {
        int more = names.size() - SHOWN_NAMES;
        return names.stream().limit(SHOWN_NAMES).collect(Collectors.joining(", "))
                + (more > 0 ? ", ... (+" + more + " more)" : "");
    }

    private void require(Problems problems, String what, @Nullable String expression) {
        if (expression != null) {
            try {
                Expressions.require(duck, what, expression, staging);
            } catch (BadInput e) {
                problems.add(e.getMessage());
            }
        }
    }

    /**
     * Refuses rows whose values cannot be used, naming for each column how many there are and where the first one stands.
     *
     * @param numbers whether unusable numbers are refused too
     * @param where SQL condition for the rows that matter
     */
    public void requireUsable(boolean numbers, String where) {
        List<String> counts = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (int i = 0; numbers && i < sources.size(); i++) {
            RawSource source = sources.get(i);
            if (source.number()) {
                count(counts, "\"bad:" + i + "\"", "\"txt:" + i + "\"");
                lines.add("column '" + source.feature() + "': %s is no "
                        + (source.log() ? "finite number above -1, which log1p needs" : "finite number")
                        + "%s; mend the data, make the feature categorical, or set onBadValue: missing");
            }
        }
        for (int i = 0; i < sources.size(); i++) {
            WeightedList list = sources.get(i).weights();
            if (list != null) {
                count(counts, "\"badweights:" + i + "\"", "coalesce(\"givenweights:" + i + "\", 'NULL')");
                lines.add("column '" + sources.get(i).feature()
                        + "': %s does not give every value a weight that is a finite" + " number"
                        + (list.negative() ? "" : " of at least 0") + "%s; mend the data, or leave the weights out");
            }
        }
        for (int t = 0; t < tasks.size(); t++) {
            TaskTransform task = tasks.get(t);
            count(counts, "\"badlabel:" + t + "\"", "\"given:" + t + "\"");
            lines.add(
                    "task '" + task.name() + "': label is %s, but must be 0, 1 or NULL%s; mend the label's expression");
            if (task.rowWeight() != null) {
                count(
                        counts,
                        "NOT coalesce(\"weight:" + t + "\" >= 0 AND \"weight:" + t + "\" < " + FLOAT_LIMIT + ", false)",
                        "coalesce(\"givenweight:" + t + "\", 'NULL')");
                lines.add("task '" + task.name() + "': row weight is %s, but must be a finite number of at least 0%s;"
                        + " mend the weight's expression");
            }
        }
        if (counts.isEmpty()) {
            return;
        }
        report(
                lines,
                duck.rows("SELECT " + String.join(",\n", counts) + " FROM " + VIEW + " WHERE " + where)
                        .get(0));
    }

    private static void count(List<String> counts, String bad, String value) {
        counts.add("count(*) FILTER (" + bad + ")");
        counts.add("min(\"braid:row\") FILTER (" + bad + ")");
        counts.add("arg_min(" + value + ", \"braid:row\") FILTER (" + bad + ")");
    }

    private void report(List<String> lines, List<@Nullable String> found) {
        Problems problems = new Problems();
        for (int l = 0; l < lines.size(); l++) {
            String count = String.valueOf(found.get(3 * l));
            if (!count.equals("0")) {
                String more = count.equals("1") ? "" : " (and in " + (Long.parseLong(count) - 1) + " rows more)";
                problems.add(staging.place(found.get(3 * l + 1)) + ": "
                        + lines.get(l)
                                .replaceFirst("%s", quoted("'" + found.get(3 * l + 2) + "'"))
                                .replaceFirst("%s", quoted(more)));
            }
        }
        problems.throwIfAny();
    }

    private static String quoted(String replacement) {
        return java.util.regex.Matcher.quoteReplacement(replacement);
    }

    /** The SQL that encodes features, as the columns of {@link Layout}. */
    public List<String> encoded(List<FeatureTransform> features) {
        List<String> columns = new ArrayList<>();
        for (int f = 0; f < features.size(); f++) {
            FeatureTransform feature = features.get(f);
            columns.add(feature.encode("\"val:" + f + "\"", listed(f)) + " AS " + Sql.name(feature.name()));
            if (sources.get(f).weights() != null) {
                columns.add("coalesce(\"wgt:" + f + "\", []) AS " + Sql.name(Layout.weights(feature.name())));
            }
        }
        return columns;
    }
}
