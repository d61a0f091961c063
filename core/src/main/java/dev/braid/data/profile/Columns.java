package dev.braid.data.profile;

import dev.braid.data.DatasetDescription.FeatureDescription;
import dev.braid.data.Layout;
import dev.braid.data.duck.Duck;
import dev.braid.data.duck.Sql;
import dev.braid.data.profile.ColumnProfile.Kind;
import dev.braid.data.profile.ColumnProfile.Naming;
import dev.braid.data.profile.ColumnProfile.Spread;
import dev.braid.data.profile.ColumnProfile.TopValue;
import dev.braid.data.raw.FeatureTransform;
import dev.braid.data.raw.IdRule;
import dev.braid.schema.Feature;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks through the columns of the training split, one pass over a column at a time. */
final class Columns {
    private final Duck duck;
    private final Path directory;
    private final String source;

    /**
     * @param directory the dataset's
     * @param source the SQL of the training split's parts
     */
    Columns(Duck duck, Path directory, String source) {
        this.duck = duck;
        this.directory = directory;
        this.source = source;
    }

    ColumnProfile profile(Feature feature, FeatureTransform transform, FeatureDescription described) {
        return feature.match(
                c -> categorical(c, transform, described),
                n -> numeric(transform, described),
                m -> multi(m, transform, described));
    }

    private ColumnProfile categorical(
            Feature.Categorical feature, FeatureTransform transform, FeatureDescription described) {
        Ids ids = ids(transform, "SELECT " + Sql.name(feature.name()) + " AS id FROM " + source);
        return new ColumnProfile(
                feature.name(),
                Kind.CATEGORICAL,
                ids.naming(),
                feature.embedding().orElse(null),
                (long) feature.vocabulary() - ids.first(),
                ids.used(),
                described.missing(),
                unseen(ids.naming(), described),
                ids.top(),
                null,
                null,
                null);
    }

    private ColumnProfile numeric(FeatureTransform transform, FeatureDescription described) {
        String column = Sql.name(transform.name());
        return new ColumnProfile(
                transform.name(),
                Kind.NUMERIC,
                null,
                null,
                null,
                null,
                described.missing(),
                null,
                List.of(),
                spread("SELECT " + transform.decode(column) + " AS x FROM " + source),
                null,
                null);
    }

    private ColumnProfile multi(Feature.MultiValued feature, FeatureTransform transform, FeatureDescription described) {
        String column = Sql.name(feature.name());
        Ids ids = ids(transform, "SELECT unnest(" + column + ") AS id FROM " + source);
        String weights = "SELECT unnest(" + Sql.name(Layout.weights(feature.name())) + ")::DOUBLE AS x FROM " + source;
        return new ColumnProfile(
                feature.name(),
                Kind.MULTI,
                ids.naming(),
                feature.embedding().orElse(null),
                (long) feature.vocabulary() - ids.first(),
                ids.used(),
                described.missing(),
                unseen(ids.naming(), described),
                ids.top(),
                null,
                spread("SELECT len(" + column + ")::DOUBLE AS x FROM " + source),
                feature.weighted() ? spread(weights) : null);
    }

    private static @Nullable Map<String, Double> unseen(Naming naming, FeatureDescription described) {
        return naming == Naming.VOCABULARY ? described.unseen() : null;
    }

    private record Ids(Naming naming, int first, long used, List<TopValue> top) {}

    /**
     * Counts ids.
     *
     * @param values a query that gives the column {@code id}
     */
    private Ids ids(FeatureTransform transform, String values) {
        int first = transform.idRule().map(IdRule::first).orElse(1);
        List<List<@Nullable String>> rows = duck.rows("WITH counts AS MATERIALIZED (SELECT id, count(*) AS n FROM ("
                + values + ") GROUP BY id), totals AS (SELECT count(*) FILTER (id >= " + first
                + ") AS used, sum(n)::BIGINT AS total FROM counts) SELECT id, n, used, total FROM counts, totals WHERE id >= "
                + first + " ORDER BY n DESC, id LIMIT " + ColumnProfile.TOP);
        List<Long> most = rows.stream().map(row -> whole(row.get(0))).toList();
        Map<Long, String> names = IdNames.of(duck, directory, transform).of(most);
        List<TopValue> top = new ArrayList<>();
        for (List<@Nullable String> row : rows) {
            long id = whole(row.get(0));
            long count = whole(row.get(1));
            top.add(new TopValue(id, names.get(id), count, (double) count / whole(row.get(3))));
        }
        return new Ids(
                naming(transform), first, rows.isEmpty() ? 0 : whole(rows.get(0).get(2)), top);
    }

    private static Naming naming(FeatureTransform transform) {
        return transform
                .idRule()
                .map(rule -> rule.words().isPresent() ? Naming.VOCABULARY : Naming.HASHED)
                .orElse(Naming.INTERVALS);
    }

    /**
     * How numbers lie.
     *
     * @param values a query that gives the column {@code x}, a DOUBLE or NULL
     */
    private Spread spread(String values) {
        List<@Nullable String> row = duck.rows(
                        "SELECT count(x), min(x), avg(x), max(x), stddev_pop(x) FROM (" + values + ")")
                .get(0);
        return new Spread(whole(row.get(0)), real(row.get(1)), real(row.get(2)), real(row.get(3)), real(row.get(4)));
    }

    private static long whole(@Nullable String number) {
        return Long.parseLong(String.valueOf(number));
    }

    private static @Nullable Double real(@Nullable String number) {
        return number == null ? null : Double.valueOf(number);
    }
}
