package dev.braid.data.prepare;

import dev.braid.data.DatasetDescription;
import dev.braid.data.Layout;
import dev.braid.data.Split;
import dev.braid.data.duck.Duck;
import dev.braid.data.duck.Sql;
import dev.braid.data.raw.FeatureTransform;
import dev.braid.data.raw.RowView;
import dev.braid.data.raw.TaskTransform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the encoded rows of each split as Parquet parts, in the order of the raw files. A part is one row group, because
 * where DuckDB would begin another depends on the number of threads.
 */
final class PartWriter {
    private final Duck duck;
    private final RowView view;
    private final Path work;
    private final int partRows;
    private final PrepareListener listener;
    private final Map<String, String> userTypes = new HashMap<>();

    PartWriter(Duck duck, RowView view, Path work, int partRows, PrepareListener listener) {
        this.duck = duck;
        this.view = view;
        this.work = work;
        this.partRows = partRows;
        this.listener = listener;
    }

    Map<Split, List<DatasetDescription.Part>> write(List<FeatureTransform> features, List<TaskTransform> tasks)
            throws IOException {
        String columns = columns(features, tasks);
        Map<Split, List<DatasetDescription.Part>> parts = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            parts.put(split, write(split, columns));
        }
        userTypes.values().forEach(type -> duck.run("DROP TYPE " + type));
        userTypes.clear();
        return parts;
    }

    private List<DatasetDescription.Part> write(Split split, String columns) throws IOException {
        Files.createDirectory(work.resolve(split.label()));
        List<List<@Nullable String>> ranges =
                duck.rows("SELECT part, min(row), max(row), count(*) FROM (SELECT \"braid:row\" AS row,"
                        + " (row_number() OVER (ORDER BY \"braid:row\") - 1) // " + partRows + " AS part FROM "
                        + RowView.VIEW + " WHERE \"braid:split\" = " + split.code()
                        + ") GROUP BY part ORDER BY part");
        List<DatasetDescription.Part> parts = new ArrayList<>();
        for (List<@Nullable String> range : ranges) {
            String file = String.format(Locale.ROOT, "%s/part-%05d.parquet", split.label(), parts.size());
            Path path = work.resolve(file);
            duck.run("COPY (SELECT " + columns + " FROM " + RowView.VIEW + " WHERE \"braid:split\" = " + split.code()
                    + " AND \"braid:row\" BETWEEN " + range.get(1) + " AND " + range.get(2) + ") TO "
                    + Sql.text(path.toString()) + " (FORMAT parquet, ROW_GROUP_SIZE " + partRows + ")");
            parts.add(new DatasetDescription.Part(
                    file, Long.parseLong(String.valueOf(range.get(3))), Files.size(path), Sha256.of(path)));
            listener.progressed("write", file, parts.size(), ranges.size());
        }
        return parts;
    }

    private String columns(List<FeatureTransform> features, List<TaskTransform> tasks) {
        List<String> columns = view.encoded(features);
        for (int t = 0; t < tasks.size(); t++) {
            TaskTransform task = tasks.get(t);
            columns.add("\"label:" + t + "\"::FLOAT AS " + Sql.name(Layout.label(task.name())));
            if (task.rowWeight() != null) {
                columns.add("\"weight:" + t + "\" AS " + Sql.name(Layout.weight(task.name())));
            }
            String user = task.user();
            if (user != null) {
                columns.add(user(t, user) + " AS " + Sql.name(Layout.user(task.name())));
            }
        }
        return String.join(",\n", columns);
    }

    /**
     * Users are numbered over all rows, because only their equality matters; 0 = no user. DuckDB's memory limit does not
     * count the names of an ENUM, so tasks of the same users share one, and none outlives the writing.
     */
    private String user(int t, String expression) {
        String type = userTypes.computeIfAbsent(expression, e -> userType(t));
        return "coalesce(enum_code(CAST(\"user:" + t + "\" AS " + type + "))::INTEGER + 1, 0)";
    }

    private String userType(int t) {
        String type = Sql.name("braid:user:" + t);
        duck.run("CREATE TYPE " + type + " AS ENUM (SELECT DISTINCT \"user:" + t + "\" AS u FROM " + RowView.VIEW
                + " WHERE u IS NOT NULL ORDER BY u)");
        return type;
    }
}
