package dev.braid.options;

import java.util.List;

/**
 * One option as people see it.
 *
 * @param name dotted path, {@code train.batchSize}
 * @param type {@code int}, {@code long}, {@code double}, {@code boolean}, {@code string}, {@code choice} or {@code list
 *     of ...}; a trailing {@code ?} says that {@code null} is allowed
 * @param defaultText the default as it would be written in YAML
 * @param doc one line that says what it means
 * @param allowed the names of a choice; empty for every other type
 */
public record Option(String name, String type, String defaultText, String doc, List<String> allowed) {
    public Option {
        allowed = List.copyOf(allowed);
    }
}
