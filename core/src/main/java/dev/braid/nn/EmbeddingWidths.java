package dev.braid.nn;

import dev.braid.fault.BadInput;
import dev.braid.fault.NearestName;
import dev.braid.schema.Feature;
import dev.braid.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** How wide every feature's embedding vectors are. Features of one width lie in one table. */
final class EmbeddingWidths {
    private EmbeddingWidths() {}

    /**
     * The features of every width, by position: the common width first, the others ascending.
     *
     * @throws BadInput if a width is given to what has no vectors of its own
     */
    static Map<Integer, List<Integer>> of(EmbeddingOptions options, Schema schema) {
        Map<String, Integer> wanted = new LinkedHashMap<>();
        options.widths().forEach(w -> wanted.put(EmbeddingOptions.nameOf(w), EmbeddingOptions.widthOf(w)));
        requireKnown(wanted.keySet(), options, schema);
        Map<Integer, List<Integer>> others = new TreeMap<>();
        List<Integer> common = new ArrayList<>();
        for (int f = 0; f < schema.features().size(); f++) {
            int width = wanted.getOrDefault(tableName(schema.features().get(f)), options.width());
            (width == options.width() ? common : others.computeIfAbsent(width, w -> new ArrayList<>())).add(f);
        }
        Map<Integer, List<Integer>> widths = new LinkedHashMap<>();
        if (!common.isEmpty()) {
            widths.put(options.width(), common);
        }
        widths.putAll(others);
        return widths;
    }

    /** The name under which a feature's rows are known: that of the embedding it shares, or its own. */
    private static String tableName(Feature feature) {
        return feature.embedding().orElse(feature.name());
    }

    private static void requireKnown(Set<String> wanted, EmbeddingOptions options, Schema schema) {
        Set<String> known = new LinkedHashSet<>();
        boolean block = options.numeric() == EmbeddingOptions.NumericFields.BLOCK;
        for (Feature feature : schema.features()) {
            boolean inBlock = block && feature.match(c -> false, n -> true, m -> false);
            if (inBlock && wanted.contains(feature.name())) {
                throw new BadInput(
                        "embedding.widths: '" + feature.name() + "' is numeric, and with embedding.numeric=block all"
                                + " numeric columns are one field of the common width; set embedding.width");
            }
            known.add(tableName(feature));
        }
        for (String name : wanted) {
            if (!known.contains(name)) {
                Optional<String> shared = schema.features().stream()
                        .filter(f -> f.name().equals(name))
                        .flatMap(f -> f.embedding().stream())
                        .findFirst();
                throw new BadInput("embedding.widths: "
                        + shared.map(e -> "feature '" + name + "' shares the embedding '" + e + "'; give the width to '"
                                        + e + "'")
                                .orElse("no feature or shared embedding is named '" + name + "'; "
                                        + NearestName.suggestion(name, known)));
            }
        }
    }
}
