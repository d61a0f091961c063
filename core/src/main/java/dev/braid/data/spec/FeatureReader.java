package dev.braid.data.spec;

import dev.braid.fault.NearestName;
import dev.braid.fault.Problems;
import dev.braid.schema.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the features of a spec. */
final class FeatureReader {
    private static final List<String> TYPES = List.of("categorical", "numeric", "multi");

    private final Problems problems;

    FeatureReader(Problems problems) {
        this.problems = problems;
    }

    List<FeatureSpec> features(SpecNode node) {
        SpecGroup group = new SpecGroup("features", node, problems, List.of());
        List<FeatureSpec> features = new ArrayList<>();
        group.entries().forEach((name, declared) -> feature(name, declared).ifPresent(features::add));
        return features;
    }

    /** {@code auto: true}, {@code auto: false}, or keys. */
    Optional<AutoFeatures> auto(SpecNode node) {
        if (node.text().filter(t -> t.equals("true") || t.equals("false")).isPresent()) {
            return node.text().filter("true"::equals).map(t -> AutoFeatures.DEFAULTS);
        }
        SpecGroup group = new SpecGroup("auto", node, problems, List.of("minCount", "maxDistinct", "scale"));
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
        String type = node.entries()
                .flatMap(entries -> Optional.ofNullable(entries.get("type")))
                .flatMap(SpecNode::text)
                .orElse("");
        List<String> known =
                switch (type) {
                    case "numeric" -> List.of("type", "sql", "scale");
                    case "multi" -> List.of("type", "sql", "separator", "minCount", "pooling");
                    case "categorical" -> List.of("type", "sql", "minCount");
                    default -> List.of();
                };
        SpecGroup group = new SpecGroup(what, node, problems, known);
        if (!group.has("type")) {
            group.problem("'type' is missing; known: " + String.join(", ", TYPES));
            return Optional.empty();
        }
        return typed(name, type, group, node);
    }

    private Optional<FeatureSpec> typed(String name, String type, SpecGroup group, SpecNode node) {
        Optional<String> sql = group.text("sql");
        return switch (type) {
            case "categorical" -> Optional.of(new FeatureSpec.Categorical(name, sql, group.whole("minCount", 1, 1)));
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
                        group.whole("minCount", 1, 1),
                        group.choice("pooling", Feature.Pooling.class).orElse(Feature.Pooling.MEAN)));
            default -> {
                group.problem(node, "type", "'" + type + "' is unknown; " + NearestName.suggestion(type, TYPES));
                yield Optional.empty();
            }
        };
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
        return new SpecNode(node.place(), Optional.empty(), Optional.empty(), Optional.of(java.util.Map.of()));
    }
}
