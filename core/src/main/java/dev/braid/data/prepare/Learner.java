package dev.braid.data.prepare;

import dev.braid.data.DatasetDescription;
import dev.braid.data.Split;
import dev.braid.data.duck.Duck;
import dev.braid.data.duck.Sql;
import dev.braid.data.raw.FeatureTransform;
import dev.braid.data.raw.IdRule;
import dev.braid.data.raw.IdRule.Vocabulary;
import dev.braid.data.raw.RowView;
import dev.braid.data.spec.FeatureSpec;
import dev.braid.data.spec.Ids;
import dev.braid.data.spec.Scale;
import dev.braid.fault.BadInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Learns vocabularies and scaling parameters, from the training split alone. */
final class Learner {
    private static final String TRAIN = " FROM " + RowView.VIEW + " WHERE \"braid:split\" = " + Split.TRAIN.code();

    private final Duck duck;
    private final RowView view;
    private final Path work;
    private final int threads;
    private final PrepareListener listener;

    Learner(Duck duck, RowView view, Path work, int threads, PrepareListener listener) {
        this.duck = duck;
        this.view = view;
        this.work = work;
        this.threads = threads;
        this.listener = listener;
    }

    List<FeatureTransform> learn(List<FeatureSpec> features) throws IOException {
        Map<String, IdRule> shared = new HashMap<>();
        List<FeatureTransform> learned = new ArrayList<>();
        for (int f = 0; f < features.size(); f++) {
            FeatureSpec feature = features.get(f);
            String sql = feature.sql().orElse(null);
            int i = f;
            learned.add(feature.match(
                    c -> new FeatureTransform.Lookup(
                            c.name(), sql, c.cross(), ids(features, i, c.ids(), shared), embedding(c.ids())),
                    n -> number(i, n, sql),
                    m -> new FeatureTransform.Bag(
                            m.name(),
                            sql,
                            m.separator(),
                            m.pooling(),
                            ids(features, i, m.ids(), shared),
                            embedding(m.ids()),
                            m.weights().orElse(null))));
            listener.progressed("learn", feature.name(), f + 1, features.size());
        }
        return learned;
    }

    private static @Nullable String embedding(Ids ids) {
        return ids.embedding().orElse(null);
    }

    /** The rule of feature {@code f}, which is learned over all features that share its embedding. */
    private IdRule ids(List<FeatureSpec> features, int f, Ids ids, Map<String, IdRule> shared) {
        if (ids.buckets().isPresent()) {
            return new IdRule.Hash(ids.buckets().getAsInt());
        }
        if (ids.embedding().isEmpty()) {
            return vocabulary(f, features.get(f).name(), values(f, features.get(f)), ids);
        }
        return shared.computeIfAbsent(ids.embedding().get(), embedding -> {
            String all = IntStream.range(0, features.size())
                    .filter(i -> features.get(i)
                            .idRule()
                            .flatMap(Ids::embedding)
                            .filter(embedding::equals)
                            .isPresent())
                    .mapToObj(i -> values(i, features.get(i)))
                    .collect(Collectors.joining(" UNION ALL "));
            return vocabulary(f, embedding, all, ids);
        });
    }

    /** The query that gives the values of feature {@code f} in the training split. */
    private String values(int f, FeatureSpec feature) {
        String value = "\"val:" + f + "\"";
        return "SELECT "
                + feature.match(
                        c -> value,
                        n -> value,
                        m -> "unnest(" + FeatureTransform.Bag.values(value, m.separator(), view.listed(f)) + ")")
                + " AS value" + TRAIN;
    }

    /** Ids by falling count, equal counts by value: the same for the same rows. */
    private Vocabulary vocabulary(int f, String feature, String values, Ids ids) {
        String safe = feature.replaceAll("[^A-Za-z0-9_.-]", "_");
        String file = String.format(
                Locale.ROOT,
                "%s/%03d-%s.parquet",
                DatasetDescription.VOCABULARIES,
                f,
                safe.substring(0, Math.min(60, safe.length())));
        Path path = work.resolve(file);
        duck.run("CREATE OR REPLACE TABLE vocabulary AS SELECT value, count(*) AS count FROM (" + values
                + ") WHERE value IS NOT NULL GROUP BY value HAVING count(*) >= " + ids.minCount()
                + " ORDER BY count DESC, value");
        duck.run("COPY vocabulary TO " + Sql.text(path.toString()) + " (FORMAT parquet)");
        int size = Math.toIntExact(duck.number("SELECT count(*) FROM vocabulary"));
        try {
            int first = ids.unseen() == Ids.Unseen.OWN ? 2 : 1;
            Vocabulary vocabulary = new Vocabulary(file, size, first, Sha256.of(path));
            if (size > 0) {
                duck.run("CREATE TYPE " + vocabulary.type() + " AS ENUM (SELECT value FROM vocabulary)");
            }
            return vocabulary;
        } catch (IOException e) {
            throw new BadInput(path + ": cannot be read back (" + e + ")", e);
        }
    }

    private FeatureTransform number(int f, FeatureSpec.Numeric feature, @Nullable String sql) {
        Scale scale = feature.scale();
        String x = "\"val:" + f + "\"";
        String name = feature.name();
        return switch (scale.kind()) {
            case NONE, LOG1P -> new FeatureTransform.Scaled(name, sql, scale.kind(), 0, 1);
            case STANDARDIZE -> scaled(name, sql, scale.kind(), "avg(" + x + "), stddev_pop(" + x + ")");
            case MINMAX -> scaled(name, sql, scale.kind(), "min(" + x + "), max(" + x + ") - min(" + x + ")");
            case BUCKETIZE ->
                new FeatureTransform.Bucket(
                        name, sql, scale.boundaries().isEmpty() ? quantiles(x, scale.buckets()) : scale.boundaries());
        };
    }

    /** On one thread, because the sum of doubles depends on their order. */
    private FeatureTransform scaled(String name, @Nullable String sql, Scale.Kind kind, String parameters) {
        duck.run("SET threads TO 1");
        List<@Nullable String> row = duck.rows("SELECT " + parameters + TRAIN).get(0);
        duck.run(threads > 0 ? "SET threads TO " + threads : "RESET threads");
        double shift = row.get(0) == null ? 0 : Double.parseDouble(String.valueOf(row.get(0)));
        double unit = row.get(1) == null ? 1 : Double.parseDouble(String.valueOf(row.get(1)));
        return new FeatureTransform.Scaled(name, sql, kind, shift, unit == 0 ? 1 : unit);
    }

    private List<Double> quantiles(String x, int buckets) {
        String shares = IntStream.range(1, buckets)
                .mapToObj(q -> Double.toString((double) q / buckets))
                .collect(Collectors.joining(", "));
        return duck
                .rows("SELECT DISTINCT unnest(quantile_disc(" + x + ", [" + shares + "])) AS boundary" + TRAIN
                        + " ORDER BY boundary")
                .stream()
                .filter(row -> row.get(0) != null)
                .map(row -> Double.valueOf(String.valueOf(row.get(0))))
                .toList();
    }
}
