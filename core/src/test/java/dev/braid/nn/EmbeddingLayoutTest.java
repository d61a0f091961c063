package dev.braid.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.braid.schema.Feature;
import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmbeddingLayoutTest {
    /** Single precision counts to 2^24 only: an id that ever was a float would fall together with its neighbour. */
    @Test
    void idsAbove16777216AreRowsOfTheirOwn() {
        int vocabulary = 20_000_000;
        Schema schema = new Schema(
                List.of(new Feature.Categorical("user", vocabulary), new Feature.Categorical("item", vocabulary)),
                List.of(new Task("click", Optional.empty(), 1, false)));
        EmbeddingLayout layout = new EmbeddingLayout(schema, EmbeddingOptions.NumericFields.PER_FEATURE);
        int[] user = {16_777_216, 16_777_217, 16_777_219, vocabulary - 1};
        int[] item = {16_777_217, 16_777_216, 16_777_217, 0};
        Lookup lookup = layout.lookup(4, new int[][] {user, item}, new float[2][], new int[2][], new int[2][]);
        assertEquals(
                List.of(16_777_216, 36_777_217, 16_777_217, 36_777_216, 16_777_219, 19_999_999, 20_000_000),
                rows(lookup));
    }

    @Test
    void featuresOfOneEmbeddingReadTheSameRows() {
        Schema schema = new Schema(
                List.of(
                        new Feature.Categorical("clicked", 10, Optional.of("item")),
                        new Feature.Categorical("user", 7),
                        new Feature.MultiValued("history", 10, Feature.Pooling.SUM, Optional.of("item"), false)),
                List.of(new Task("click", Optional.empty(), 1, false)));
        EmbeddingLayout layout = new EmbeddingLayout(schema, EmbeddingOptions.NumericFields.PER_FEATURE);
        assertEquals(17, layout.tableRows());
        assertEquals(3, layout.fields());
        int[][] ids = {{3, 9, 0, 1}, {6, 6, 6, 6}, {}};
        int[][] offsets = {{}, {}, {0, 2, 2, 3, 4}};
        Lookup lookup = layout.lookup(4, ids, new float[3][], offsets, new int[][] {{}, {}, {9, 3, 1, 0}});
        assertEquals(List.of(3, 16, 9, 0, 1), rows(lookup));
    }

    private static List<Integer> rows(Lookup lookup) {
        return Arrays.stream(lookup.slice(0, 4).tableRows()).boxed().distinct().toList();
    }
}
