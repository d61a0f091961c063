package dev.braid.data.spec;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every key that may stand in a spec, by the group it stands in. {@code docs/spec.md} explains them under the same headings. */
final class SpecKeys {
    static final List<String> TOP =
            List.of("name", "files", "format", "split", "features", "auto", "tasks", "drop", "onBadValue");
    static final List<String> FILES = List.of("train", "validation", "test", "all");
    static final List<String> FORMAT =
            List.of("kind", "separator", "header", "columns", "quote", "nulls", "trim", "padShortRows");
    static final List<String> SPLIT =
            List.of("fraction", "seed", "key", "column", "values", "time", "ranges", "others");
    static final List<String> AUTO = List.of("minCount", "maxDistinct", "scale");
    static final List<String> TASK = List.of("label", "space", "weight", "rowWeight", "user");

    private static final List<String> IDS = List.of("minCount", "buckets", "unseen", "embedding");

    /** What may be said of a feature, by its type. */
    static final Map<String, List<String>> FEATURE = Map.of(
            "categorical", join(List.of("type", "sql", "cross"), IDS),
            "multi", join(List.of("type", "sql", "separator", "pooling", "weights", "weightSeparator"), IDS),
            "numeric", List.of("type", "sql", "scale"));

    private SpecKeys() {}

    private static List<String> join(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
