package dev.braid.data;

import dev.braid.data.raw.ValueHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows and a spec drawn at random, with the ids that its features should get, computed the slow and obvious way. */
final class RandomFeatures {
    static final int ROWS = 90;
    private static final int TRAIN_ROWS = 60;
    private static final List<String> WORDS =
            List.of("", "x", "y", "x*", "*y", "\\", "x\\*", "7", "007", "Zoë", "日本", "it's", "a b", "\"q\"");

    /** How ids are made: buckets 0 for a vocabulary. */
    record Rule(int minCount, int buckets, boolean own, String embedding) {}

    /** One feature: the columns that it is of, and how. */
    record Drawn(String name, List<String> columns, boolean listed, Weights weights, Rule rule) {}

    /** Where weights stand. */
    enum Weights {
        NONE,
        COLUMN,
        EXPRESSION,
        WITHIN
    }

    final List<Drawn> features = new ArrayList<>();
    private final List<Map<String, String>> rows = new ArrayList<>();

    RandomFeatures(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < ROWS; i++) {
            Map<String, String> row = new LinkedHashMap<>();
            row.put("part", i < TRAIN_ROWS ? "train" : i < TRAIN_ROWS + 15 ? "validation" : "test");
            row.put("click", Integer.toString(i % 2));
            row.put("a", word(random));
            row.put("b", word(random));
            List<String> tags = tags(random);
            List<String> weights = tags.stream()
                    .map(t -> t.isBlank() ? "" : Float.toString(random.nextInt(5) / 2f))
                    .toList();
            row.put("tags", String.join("|", tags));
            row.put("weights", String.join("|", weights));
            row.put(
                    "pairs",
                    IntStream.range(0, tags.size())
                            .mapToObj(j -> tags.get(j) + ":" + weights.get(j))
                            .collect(Collectors.joining("|")));
            rows.add(row);
        }
        int count = 1 + random.nextInt(6);
        Rule shared = rule(random, "words");
        for (int f = 0; f < count; f++) {
            Rule rule = random.nextInt(3) == 0 ? shared : rule(random, "");
            String name = "f" + f;
            Weights weights = Weights.values()[random.nextInt(4)];
            features.add(
                    switch (random.nextInt(3)) {
                        case 0 -> new Drawn(name, List.of(random.nextBoolean() ? "a" : "b"), false, Weights.NONE, rule);
                        case 1 ->
                            new Drawn(name, List.of(weights == Weights.WITHIN ? "pairs" : "tags"), true, weights, rule);
                        default -> new Drawn(name, List.of("a", "b"), false, Weights.NONE, rule);
                    });
        }
    }

    private static Rule rule(Random random, String embedding) {
        int minCount = 1 + random.nextInt(4);
        return random.nextBoolean()
                ? new Rule(minCount, 0, random.nextBoolean(), embedding)
                : new Rule(1, 1 + random.nextInt(20), false, embedding);
    }

    private static String word(Random random) {
        int last = WORDS.size() - 1;
        return WORDS.get(Math.min(last, (int) Math.abs(random.nextGaussian() * 5)));
    }

    private static List<String> tags(Random random) {
        List<String> tags = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            tags.add((random.nextBoolean() ? " " : "") + word(random));
        }
        return tags;
    }

    String csv() {
        StringBuilder csv = new StringBuilder(String.join(",", rows.get(0).keySet()) + "\n");
        for (Map<String, String> row : rows) {
            csv.append(row.values().stream()
                            .map(v -> v.isEmpty() ? "" : '"' + v.replace("\"", "\"\"") + '"')
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        return csv.toString();
    }

    String spec() {
        StringBuilder spec = new StringBuilder("""
                name: drawn
                files: {all: rows.csv}
                split: {all: {column: part, values: {train: train, validation: validation, test: test}}}
                tasks: {click: {label: click = 1}}
                features:
                """);
        for (Drawn f : features) {
            String source = f.columns().size() > 1
                    ? "cross: " + f.columns()
                    : "sql: '" + f.columns().get(0) + "'";
            Rule r = f.rule();
            String ids = r.buckets() > 0
                    ? "buckets: " + r.buckets()
                    : "minCount: " + r.minCount() + ", unseen: " + (r.own() ? "own" : "missing");
            String embedding = r.embedding().isEmpty() ? "" : ", embedding: " + r.embedding();
            String weights =
                    switch (f.weights()) {
                        case NONE -> "";
                        case COLUMN -> ", weights: weights";
                        case EXPRESSION -> ", pooling: sum, weights: \"replace(weights, '.', '.')\"";
                        case WITHIN -> ", weightSeparator: ':'";
                    };
            spec.append(String.format(
                    Locale.ROOT,
                    "  %s: {type: %s, %s, %s%s%s}%n",
                    f.name(),
                    f.listed() ? "multi" : "categorical",
                    source,
                    ids,
                    embedding,
                    weights));
        }
        return spec.toString();
    }

    /** The weights of a feature's values on some rows; null where it has none. */
    float @Nullable [] weights(Drawn feature, int from, int to) {
        if (feature.weights() == Weights.NONE) {
            return null;
        }
        List<Float> weights = new ArrayList<>();
        for (Map<String, String> row : rows.subList(from, to)) {
            Arrays.stream(row.get("weights").split("\\|"))
                    .filter(w -> !w.isEmpty())
                    .forEach(w -> weights.add(Float.valueOf(w)));
        }
        float[] flat = new float[weights.size()];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = weights.get(i);
        }
        return flat;
    }

    /** The ids of a feature on every row. */
    int[][] ids(Drawn feature) {
        Map<String, Integer> vocabulary = vocabulary(feature);
        int[][] ids = new int[ROWS][];
        for (int i = 0; i < ROWS; i++) {
            List<@Nullable String> values = values(feature, rows.get(i));
            ids[i] = values.stream()
                    .mapToInt(v -> id(v, feature.rule(), vocabulary))
                    .toArray();
        }
        return ids;
    }

    private static int id(@Nullable String value, Rule rule, Map<String, Integer> vocabulary) {
        if (value == null) {
            return 0;
        }
        return rule.buckets() > 0
                ? ValueHash.id(value, rule.buckets())
                : vocabulary.getOrDefault(value, rule.own() ? 1 : 0);
    }

    private Map<String, Integer> vocabulary(Drawn feature) {
        Map<String, Integer> counts = new HashMap<>();
        String embedding = feature.rule().embedding();
        for (Drawn other : features) {
            boolean counted = embedding.isEmpty()
                    ? other.equals(feature)
                    : other.rule().embedding().equals(embedding);
            for (int i = 0; counted && i < TRAIN_ROWS; i++) {
                values(other, rows.get(i)).stream()
                        .filter(v -> v != null)
                        .forEach(v -> counts.merge(v, 1, Integer::sum));
            }
        }
        List<String> known = counts.keySet().stream()
                .filter(v -> counts.get(v) >= feature.rule().minCount())
                .sorted(Comparator.<String, Integer>comparing(v -> -counts.get(v))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        Map<String, Integer> vocabulary = new HashMap<>();
        known.forEach(v -> vocabulary.put(v, vocabulary.size() + (feature.rule().own() ? 2 : 1)));
        return vocabulary;
    }

    /** A single value, which may be null, or the values of a list. */
    private static List<@Nullable String> values(Drawn feature, Map<String, String> row) {
        if (feature.listed()) {
            return Arrays.stream(row.get("tags").split("\\|"))
                    .map(String::strip)
                    .filter(v -> !v.isEmpty())
                    .collect(Collectors.toList());
        }
        List<String> parts = feature.columns().stream().map(row::get).toList();
        if (parts.stream().anyMatch(String::isEmpty)) {
            return Arrays.asList((String) null);
        }
        return parts.size() == 1
                ? List.of(parts.get(0))
                : List.of(parts.stream()
                        .map(p -> p.replace("\\", "\\\\").replace("*", "\\*"))
                        .collect(Collectors.joining("*")));
    }
}
