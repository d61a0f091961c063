package dev.braid.data.prepare;

import dev.braid.data.DatasetDescription;
import dev.braid.data.DatasetDescription.Correlations;
import dev.braid.data.DatasetDescription.FeatureDescription;
import dev.braid.data.DatasetDescription.Part;
import dev.braid.data.DatasetDescription.SplitDescription;
import dev.braid.data.DatasetDescription.TaskDescription;
import dev.braid.data.Layout;
import dev.braid.data.PreparedDataset;
import dev.braid.data.Split;
import dev.braid.data.duck.Duck;
import dev.braid.data.duck.Sql;
import dev.braid.data.raw.FeatureTransform;
import dev.braid.data.raw.IdRule;
import dev.braid.data.raw.RowView;
import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what the written parts hold. Only counts of rows are taken from DuckDB, so nothing depends on their order. */
final class Describer {
    private final Duck duck;
    private final Path work;
    private final Schema schema;
    private final Layout layout;
    private final List<FeatureTransform> features;

    Describer(Duck duck, Path work, Schema schema, Layout layout, List<FeatureTransform> features) {
        this.duck = duck;
        this.work = work;
        this.schema = schema;
        this.layout = layout;
        this.features = features;
    }

    DatasetDescription describe(String name, Map<Split, List<Part>> parts, String contentHash) {
        Map<String, SplitDescription> splits = new LinkedHashMap<>();
        List<Map<String, Double>> missing = new ArrayList<>();
        List<Map<String, Double>> unseen = new ArrayList<>();
        features.forEach(f -> {
            missing.add(new LinkedHashMap<>());
            unseen.add(new LinkedHashMap<>());
        });
        parts.forEach((split, files) -> {
            long rows = files.stream().mapToLong(Part::rows).sum();
            long values = fullness(split, source(files), rows, missing, unseen);
            splits.put(
                    split.label(),
                    new SplitDescription(rows, layout.nativeBytes(rows) + 4 * values, files, tasks(source(files))));
        });
        List<Long> bad = bad();
        List<FeatureDescription> described = new ArrayList<>();
        for (int f = 0; f < features.size(); f++) {
            int vocabulary = schema.features().get(f).ids();
            described.add(new FeatureDescription(
                    features.get(f).name(), vocabulary, bad.get(f), missing.get(f), unseen.get(f)));
        }
        return new DatasetDescription(
                DatasetDescription.FORMAT,
                DatasetDescription.VERSION,
                name,
                schema,
                splits,
                described,
                correlations(source(parts.get(Split.TRAIN))),
                contentHash);
    }

    /** Describes rows that were described before, with the same features and other tasks. */
    DatasetDescription redescribe(
            PreparedDataset before, String name, Map<Split, List<Part>> parts, String contentHash) {
        Map<String, SplitDescription> splits = new LinkedHashMap<>();
        parts.forEach((split, files) -> {
            long rows = files.stream().mapToLong(Part::rows).sum();
            long bags = before.bagBytes(split);
            splits.put(
                    split.label(),
                    new SplitDescription(rows, layout.nativeBytes(rows) + bags, files, tasks(source(files))));
        });
        return new DatasetDescription(
                DatasetDescription.FORMAT,
                DatasetDescription.VERSION,
                name,
                schema,
                splits,
                before.description().features(),
                correlations(source(parts.get(Split.TRAIN))),
                contentHash);
    }

    private String source(List<Part> parts) {
        return "read_parquet(["
                + String.join(
                        ", ",
                        parts.stream()
                                .map(part -> Sql.text(work.resolve(part.file()).toString()))
                                .toList())
                + "])";
    }

    /** Fills in the shares of one split and gives the number of values in its bags. */
    private long fullness(
            Split split,
            String source,
            long rows,
            List<Map<String, Double>> missing,
            List<Map<String, Double>> unseen) {
        List<String> given = new ArrayList<>();
        List<String> zeros = new ArrayList<>();
        for (int f = 0; f < features.size(); f++) {
            String column = Sql.name(features.get(f).name());
            int first = features.get(f).idRule().map(IdRule::first).orElse(1);
            given.add("count(\"val:" + f + "\")");
            zeros.add(schema.features()
                    .get(f)
                    .match(
                            c -> "count(*) FILTER (" + column + " < " + first + "), 0",
                            n -> "0, 0",
                            m -> "coalesce(sum(len(list_filter(" + column
                                    + ", lambda v: v < " + first + "))), 0)::BIGINT, coalesce(sum(len(" + column
                                    + ")), 0)::BIGINT"));
        }
        List<@Nullable String> givenRow = duck.rows("SELECT " + String.join(", ", given) + " FROM " + RowView.VIEW
                        + " WHERE \"braid:split\" = " + split.code())
                .get(0);
        List<@Nullable String> zeroRow = duck.rows("SELECT " + String.join(", ", zeros) + " FROM " + source)
                .get(0);
        long values = 0;
        for (int f = 0; f < features.size(); f++) {
            long absent = rows - whole(givenRow.get(f));
            long zero = whole(zeroRow.get(2 * f));
            long bagValues = whole(zeroRow.get(2 * f + 1));
            values += schema.features().get(f).match(c -> 0L, n -> 0L, m -> m.weighted() ? 2 * bagValues : bagValues);
            missing.get(f).put(split.label(), (double) absent / rows);
            unseen.get(f)
                    .put(
                            split.label(),
                            schema.features()
                                    .get(f)
                                    .match(
                                            c -> (double) (zero - absent) / rows,
                                            n -> 0.0,
                                            m -> bagValues == 0 ? 0.0 : (double) zero / bagValues));
        }
        return values;
    }

    private List<Long> bad() {
        List<String> counts = new ArrayList<>();
        for (int f = 0; f < features.size(); f++) {
            counts.add("count(*) FILTER (\"bad:" + f + "\")");
        }
        return duck
                .rows("SELECT " + String.join(", ", counts) + " FROM " + RowView.VIEW + " WHERE \"braid:split\" >= 0")
                .get(0)
                .stream()
                .map(Describer::whole)
                .toList();
    }

    private List<TaskDescription> tasks(String source) {
        List<String> counts = new ArrayList<>();
        for (Task task : schema.tasks()) {
            String label = Sql.name(Layout.label(task.name()));
            counts.add("count(" + label + "), count(*) FILTER (" + label + " = 1)");
        }
        List<@Nullable String> row = duck.rows("SELECT " + String.join(", ", counts) + " FROM " + source)
                .get(0);
        List<TaskDescription> tasks = new ArrayList<>();
        for (int t = 0; t < schema.tasks().size(); t++) {
            long rows = whole(row.get(2 * t));
            long positives = whole(row.get(2 * t + 1));
            tasks.add(new TaskDescription(
                    schema.tasks().get(t).name(), rows, positives, rows == 0 ? null : (double) positives / rows));
        }
        return tasks;
    }

    private Correlations correlations(String source) {
        int size = schema.tasks().size();
        @Nullable Double[][] pearson = new Double[size][size];
        @Nullable Double[][] cosine = new Double[size][size];
        long[][] rows = new long[size][size];
        for (int j = 0; j < size; j++) {
            for (int t = 0; t < size; t++) {
                String a = Sql.name(Layout.label(schema.tasks().get(j).name()));
                String b = Sql.name(Layout.label(schema.tasks().get(t).name()));
                List<@Nullable String> row = duck.rows(
                                "SELECT count(*), count(*) FILTER (" + a + " = 1), count(*) FILTER ("
                                        + b + " = 1), count(*) FILTER (" + a + " = 1 AND " + b + " = 1) FROM " + source
                                        + " WHERE "
                                        + a + " IS NOT NULL AND " + b + " IS NOT NULL")
                        .get(0);
                rows[j][t] = whole(row.get(0));
                double n = rows[j][t];
                double positivesA = whole(row.get(1));
                double positivesB = whole(row.get(2));
                double both = whole(row.get(3));
                double spread = Math.sqrt(positivesA * (n - positivesA)) * Math.sqrt(positivesB * (n - positivesB));
                pearson[j][t] = spread == 0 ? null : (Double) ((n * both - positivesA * positivesB) / spread);
                cosine[j][t] =
                        positivesA * positivesB == 0 ? null : (Double) (both / Math.sqrt(positivesA * positivesB));
            }
        }
        return new Correlations(pearson, cosine, rows);
    }

    private static long whole(@Nullable String number) {
        return Long.parseLong(String.valueOf(number));
    }
}
