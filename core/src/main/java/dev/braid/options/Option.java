package dev.braid.options;

import java.util.List;

/**
 * One option as people see it.
 *
 * @param name dotted path, {@code train.batchSize}
 * @param type {@code int}, {@code long}, {@code double}, {@code boolean}, {@code string}, "choice" or {@code list of
 *     ...}; a trailing {@code ?} says that {@code null} is allowed
 * @param defaultText the default as it would be written in YAML
 * @param doc one line that says what it means
 * @param choices what a choice can be; empty for every other type
 */
public record Option(String name, String type, String defaultText, String doc, List<Choice> choices) {
    /**
     * One value of a choice.
     *
     * @param name as it is written
     * @param doc one line that says what it means
     */
    public record Choice(String name, String doc) {}

    public Option {
        choices = List.copyOf(choices);
    }

    /** The names of the choices. */
    public List<String> allowed() {
        return choices.stream().map(Choice::name).toList();
    }
}
