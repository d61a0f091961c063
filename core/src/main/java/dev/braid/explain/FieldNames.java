package dev.braid.explain;

import dev.braid.nn.EmbeddingOptions;
import dev.braid.schema.Feature;
import dev.braid.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/** What the fields of a model are called, in their order. */
final class FieldNames {
    private FieldNames() {}

    /** The names of the features; numeric ones together are one last field where they share it. */
    static List<String> of(Schema schema, EmbeddingOptions.NumericFields numeric) {
        boolean block = numeric == EmbeddingOptions.NumericFields.BLOCK;
        List<String> names = new ArrayList<>();
        boolean blocked = false;
        for (Feature feature : schema.features()) {
            if (block && feature.match(c -> false, n -> true, m -> false)) {
                blocked = true;
            } else {
                names.add(feature.name());
            }
        }
        if (blocked) {
            names.add("numbers");
        }
        return names;
    }
}
