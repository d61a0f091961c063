package dev.braid.data.profile;

import dev.braid.data.duck.Duck;
import dev.braid.data.duck.DuckFailure;
import dev.braid.data.duck.Sql;
import dev.braid.data.raw.FeatureTransform;
import dev.braid.data.raw.IdRule;
import dev.braid.fault.BadFormat;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The texts behind some ids of one feature. */
@FunctionalInterface
interface IdNames {
    /**
     * @param ids each at least the first id of a value of its own
     * @return per id the value's text; an id without a known text is absent
     */
    Map<Long, String> of(List<Long> ids);

    /** The way to the texts that a feature has: its vocabulary, its intervals, or none where values are hashed. */
    static IdNames of(Duck duck, Path directory, FeatureTransform feature) {
        return feature.idRule()
                .map(rule -> rule.words()
                        .map(words -> vocabulary(duck, directory, words))
                        .orElse(ids -> Map.of()))
                .orElse(ids -> ids.stream().collect(Collectors.toMap(id -> id, id -> interval(feature, id))));
    }

    private static IdNames vocabulary(Duck duck, Path directory, IdRule.Vocabulary words) {
        Path file = directory.resolve(words.file());
        return ids -> {
            Map<Long, String> names = new HashMap<>();
            if (ids.isEmpty()) {
                return names;
            }
            String numbers = ids.stream()
                    .map(id -> Long.toString(id - words.first()))
                    .collect(Collectors.joining(", ", "(", ")"));
            try {
                List<List<@Nullable String>> rows = duck.rows("SELECT file_row_number, value FROM read_parquet("
                        + Sql.text(file.toString()) + ", file_row_number = true) WHERE file_row_number IN " + numbers);
                rows.forEach(row -> names.put(
                        Long.parseLong(String.valueOf(row.get(0))) + words.first(), String.valueOf(row.get(1))));
            } catch (DuckFailure e) {
                throw new BadFormat(file, "cannot be read (" + e.getMessage() + "); prepare the dataset again", e);
            }
            if (names.size() != ids.size()) {
                throw new BadFormat(file, "has not every value that the parts have; prepare the dataset again");
            }
            return names;
        };
    }

    /** Bucket {@code b}, from 1, lies below boundary {@code b - 1} and not below the one before. */
    private static String interval(FeatureTransform feature, long id) {
        List<Double> boundaries = feature.boundaries();
        int b = Math.toIntExact(id);
        if (boundaries.isEmpty()) {
            return "any number";
        }
        if (b == 1) {
            return "< " + number(boundaries.get(0));
        }
        return b > boundaries.size()
                ? "≥ " + number(boundaries.get(b - 2))
                : "[" + number(boundaries.get(b - 2)) + ", " + number(boundaries.get(b - 1)) + ")";
    }

    private static String number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }
}
