package dev.braid.data.spec;

import dev.braid.fault.NearestName;
import dev.braid.fault.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A group of keys of a spec, read key by key; whatever is wrong becomes a line in {@code problems} and a default. */
final class SpecGroup {
    private final String what;
    private final SpecNode node;
    private final Problems problems;
    private final Map<String, SpecNode> entries;

    /**
     * @param what how messages call the group, such as {@code feature 'age'}
     * @param known the keys that may stand in it; empty: any
     */
    SpecGroup(String what, SpecNode node, Problems problems, List<String> known) {
        this.what = what;
        this.node = node;
        this.problems = problems;
        this.entries = node.entries().orElse(Map.of());
        if (node.entries().isEmpty()) {
            problems.add(node.place() + ": " + what + ": " + node.shown() + " stands where keys are expected: "
                    + String.join(", ", known));
        }
        entries.forEach((key, value) -> {
            if (!known.isEmpty() && !known.contains(key)) {
                problems.add(value.place() + ": " + what + ": there is no key '" + key + "'; "
                        + NearestName.suggestion(key, known));
            }
        });
    }

    Map<String, SpecNode> entries() {
        return entries;
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    Optional<SpecNode> node(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    Optional<String> text(String key) {
        return node(key).flatMap(value -> {
            if (value.text().filter(t -> !t.isEmpty()).isEmpty()) {
                problem(value, key, "a text is expected, got " + value.shown());
            }
            return value.text().filter(t -> !t.isEmpty());
        });
    }

    /** A text that may be empty. */
    String text(String key, String otherwise) {
        return node(key)
                .map(value -> value.text().orElseGet(() -> {
                    problem(value, key, "a text is expected, got " + value.shown());
                    return otherwise;
                }))
                .orElse(otherwise);
    }

    String requiredText(String key, String example) {
        if (!has(key)) {
            problems.add(node.place() + ": " + what + ": '" + key + "' is missing, for example " + example);
        }
        return text(key).orElse("");
    }

    /** One text or a list of them. */
    List<String> texts(String key) {
        return node(key).map(value -> texts(key, value)).orElse(List.of());
    }

    private List<String> texts(String key, SpecNode value) {
        List<String> texts = new ArrayList<>();
        for (SpecNode item : value.items().orElse(List.of(value))) {
            item.text()
                    .ifPresentOrElse(texts::add, () -> problem(item, key, "a text is expected, got " + item.shown()));
        }
        return texts;
    }

    boolean flag(String key, boolean otherwise) {
        return text(key)
                .map(t -> {
                    if (!t.equals("true") && !t.equals("false")) {
                        problem(entries.get(key), key, "true or false is expected, got '" + t + "'");
                    }
                    return t.equals("true");
                })
                .orElse(otherwise);
    }

    long whole(String key, long otherwise, long atLeast) {
        return text(key)
                .map(t -> {
                    try {
                        long value = Long.parseLong(t);
                        if (value >= atLeast) {
                            return value;
                        }
                    } catch (NumberFormatException e) {
                        // told below, with the value
                    }
                    problem(
                            entries.get(key),
                            key,
                            "a whole number" + (atLeast == Long.MIN_VALUE ? "" : " of at least " + atLeast)
                                    + " is expected, got '" + t + "'");
                    return otherwise;
                })
                .orElse(otherwise);
    }

    double number(String key, double otherwise) {
        return node(key).map(value -> number(key, value).orElse(otherwise)).orElse(otherwise);
    }

    Optional<Double> number(String key, SpecNode value) {
        try {
            double number = Double.parseDouble(value.text().orElse("?"));
            if (Double.isFinite(number)) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            // told below, with the value
        }
        problem(value, key, "a number is expected, got " + value.shown());
        return Optional.empty();
    }

    /** One of an enum's constants, written in lower case. */
    <E extends Enum<E>> Optional<E> choice(String key, Class<E> kind) {
        return text(key).flatMap(t -> choice(entries.get(key), key, t, kind));
    }

    <E extends Enum<E>> Optional<E> choice(SpecNode at, String key, String written, Class<E> kind) {
        Map<String, E> known = new LinkedHashMap<>();
        for (E constant : kind.getEnumConstants()) {
            known.put(constant.name().toLowerCase(Locale.ROOT), constant);
        }
        if (!known.containsKey(written)) {
            problem(at, key, "'" + written + "' is unknown; " + NearestName.suggestion(written, known.keySet()));
        }
        return Optional.ofNullable(known.get(written));
    }

    void problem(SpecNode at, String key, String line) {
        problems.add(at.place() + ": " + what + ": " + (key.isEmpty() ? "" : key + ": ") + line);
    }

    void problem(String line) {
        problem(node, "", line);
    }
}
