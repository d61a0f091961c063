package dev.braid.data.spec;

import dev.braid.fault.NearestName;
import dev.braid.fault.Problems;
import dev.braid.schema.Feature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the features of a spec. */
final class FeatureReader {
    private static final List<String> TYPES = List.of("categorical", "numeric", "multi");

    /** Ids are Java ints, and id 0 comes on top. */
    private static final int MOST_BUCKETS = Integer.MAX_VALUE - 1;

    private final Problems problems;

    FeatureReader(Problems problems) {
        this.problems = problems;
    }

    List<FeatureSpec> features(SpecNode node) {
        SpecGroup group = new SpecGroup("features", node, problems, List.of());
        List<FeatureSpec> features = new ArrayList<>();
        Map<String, FeatureSpec> sharing = new LinkedHashMap<>();
        group.entries().forEach((name, declared) -> feature(name, declared).ifPresent(feature -> {
            features.add(feature);
            requireAgreement(feature, declared, sharing);
        }));
        return features;
    }

    /** Features that share an embedding give equal values equal ids. */
    private void requireAgreement(FeatureSpec feature, SpecNode node, Map<String, FeatureSpec> sharing) {
        feature.idRule().flatMap(Ids::embedding).ifPresent(embedding -> {
            FeatureSpec first = sharing.computeIfAbsent(embedding, e -> feature);
            if (!first.idRule().orElseThrow().agreesWith(feature.idRule().orElseThrow())) {
                problems.add(node.place() + ": feature '" + feature.name() + "': embedding: '" + embedding
                        + "' is shared with feature '" + first.name()
                        + "', so minCount, buckets and unseen must be the same for both");
            }
        });
    }

    /** {@code auto: true}, {@code auto: false}, or keys. */
    Optional<AutoFeatures> auto(SpecNode node) {
        if (node.text().filter(t -> t.equals("true") || t.equals("false")).isPresent()) {
            return node.text().filter("true"::equals).map(t -> AutoFeatures.DEFAULTS);
        }
        SpecGroup group = new SpecGroup("auto", node, problems, SpecKeys.AUTO);
        AutoFeatures defaults = AutoFeatures.DEFAULTS;
        return Optional.of(new AutoFeatures(
                group.whole("minCount", defaults.minCount(), 1),
                Math.toIntExact(Math.min(Integer.MAX_VALUE, group.whole("maxDistinct", defaults.maxDistinct(), 0))),
                group.node("scale").map(scale -> scale(group, scale)).orElse(defaults.scale())));
    }

    private Optional<FeatureSpec> feature(String name, SpecNode node) {
        String what = "feature '" + name + "'";
        Optional<String> shortForm = node.text();
        if (shortForm.isPresent()) {
            return typed(name, shortForm.get(), new SpecGroup(what, empty(node), problems, List.of()), node);
        }
        boolean cross = node.entries().filter(e -> e.containsKey("cross")).isPresent();
        String type = node.entries()
                .flatMap(entries -> Optional.ofNullable(entries.get("type")))
                .flatMap(SpecNode::text)
                .orElse(cross ? "categorical" : "");
        SpecGroup group = new SpecGroup(what, node, problems, SpecKeys.FEATURE.getOrDefault(type, List.of()));
        if (!group.has("type") && !cross) {
            group.problem("'type' is missing; known: " + String.join(", ", TYPES));
            return Optional.empty();
        }
        return typed(name, type, group, node);
    }

    private Optional<FeatureSpec> typed(String name, String type, SpecGroup group, SpecNode node) {
        Optional<String> sql = group.text("sql");
        return switch (type) {
            case "categorical" -> Optional.of(new FeatureSpec.Categorical(name, sql, cross(group), ids(group)));
            case "numeric" ->
                Optional.of(new FeatureSpec.Numeric(
                        name,
                        sql,
                        group.node("scale").map(scale -> scale(group, scale)).orElse(Scale.NONE)));
            case "multi" ->
                Optional.of(new FeatureSpec.MultiValued(
                        name,
                        sql,
                        group.text("separator").orElse("|"),
                        ids(group),
                        group.choice("pooling", Feature.Pooling.class).orElse(Feature.Pooling.MEAN),
                        weights(group)));
            default -> {
                group.problem(node, "type", "'" + type + "' is unknown; " + NearestName.suggestion(type, TYPES));
                yield Optional.empty();
            }
        };
    }

    private Ids ids(SpecGroup group) {
        OptionalInt buckets = OptionalInt.empty();
        if (group.has("buckets")) {
            long wanted = group.whole("buckets", 1, 1);
            if (wanted > MOST_BUCKETS) {
                group.problem(group.entries().get("buckets"), "buckets", "at most " + MOST_BUCKETS + " are possible");
            }
            buckets = OptionalInt.of((int) Math.min(MOST_BUCKETS, wanted));
            refuse(
                    group,
                    "minCount",
                    "does not go with 'buckets': hashed values are not counted; leave one of them out");
            refuse(group, "unseen", "does not go with 'buckets': unseen values are hashed like all others");
        }
        return new Ids(
                group.whole("minCount", 1, 1),
                buckets,
                group.choice("unseen", Ids.Unseen.class).orElse(Ids.Unseen.MISSING),
                group.text("embedding"));
    }

    private static Optional<ValueWeights> weights(SpecGroup group) {
        if (group.has("weights")) {
            refuse(group, "weightSeparator", "does not go with 'weights'; leave one of them out");
        }
        Optional<ValueWeights> beside = group.text("weights").map(source -> new ValueWeights(source, null));
        return beside.or(() -> group.text("weightSeparator").map(separator -> new ValueWeights(null, separator)));
    }

    private List<String> cross(SpecGroup group) {
        if (!group.has("cross")) {
            return List.of();
        }
        List<String> columns = group.texts("cross");
        refuse(group, "sql", "does not go with 'cross', which takes its value from raw columns");
        if (columns.size() < 2 || Set.copyOf(columns).size() < columns.size()) {
            group.problem(
                    group.entries().get("cross"),
                    "cross",
                    "name two raw columns or more, such as cross: [city, device]");
        }
        return columns;
    }

    private static void refuse(SpecGroup group, String key, String line) {
        group.node(key).ifPresent(node -> group.problem(node, key, line));
    }

    /** {@code scale: log1p}, {@code scale: {bucketize: 10}} or {@code scale: {bucketize: [1, 5, 20]}}. */
    private Scale scale(SpecGroup parent, SpecNode node) {
        if (node.text().isPresent()) {
            Optional<Scale.Kind> kind = parent.choice(node, "scale", node.text().get(), Scale.Kind.class);
            if (kind.filter(Scale.Kind.BUCKETIZE::equals).isPresent()) {
                parent.problem(node, "scale", "bucketize needs a number of buckets: scale: {bucketize: 10}");
            }
            return kind.map(Scale::of).orElse(Scale.NONE);
        }
        SpecGroup group = new SpecGroup("scale", node, problems, List.of("bucketize"));
        if (!group.has("bucketize")) {
            return Scale.NONE;
        }
        SpecNode value = group.entries().get("bucketize");
        if (value.items().isEmpty()) {
            return new Scale(Scale.Kind.BUCKETIZE, (int) Math.min(1 << 20, group.whole("bucketize", 2, 2)), List.of());
        }
        List<Double> boundaries = new ArrayList<>();
        for (SpecNode item : value.items().get()) {
            group.number("bucketize", item).ifPresent(boundaries::add);
        }
        for (int i = 1; i < boundaries.size(); i++) {
            if (boundaries.get(i) <= boundaries.get(i - 1)) {
                group.problem(
                        value,
                        "bucketize",
                        String.format(
                                Locale.ROOT,
                                "boundaries must ascend, but %s follows %s",
                                boundaries.get(i),
                                boundaries.get(i - 1)));
            }
        }
        if (boundaries.isEmpty()) {
            group.problem(value, "bucketize", "at least one boundary is needed");
        }
        return new Scale(Scale.Kind.BUCKETIZE, boundaries.size() + 1, boundaries);
    }

    private static SpecNode empty(SpecNode node) {
        return new SpecNode(node.place(), Optional.empty(), Optional.empty(), Optional.of(Map.of()));
    }
}
