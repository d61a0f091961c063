package dev.braid.options;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a person wrote, with the place where it stands, so that every message can point at it. */
sealed interface ConfigNode {
    /** {@code run.yaml:12} or {@code --set}. */
    String place();

    /** How to name this in a message. */
    String shown();

    /** As it stands within a list. */
    String item();

    /**
     * Writes it as {@code --set} takes it.
     *
     * @param path of keys that leads here
     * @param into where the {@code key=value} goes
     */
    default void assign(String path, List<String> into) {
        into.add(path + "=" + item());
    }

    /**
     * A single value, not yet interpreted.
     *
     * @param text as written, without quotes
     * @param isNull whether it is YAML's null (nothing, {@code ~} or {@code null})
     * @param splittable whether commas may separate the items of a list, as in {@code --set model.hidden=64,32}
     */
    record Scalar(String text, boolean isNull, boolean splittable, String place) implements ConfigNode {
        @Override
        public String shown() {
            return isNull ? "null" : "'" + text + "'";
        }

        @Override
        public String item() {
            boolean plain = text.chars().allMatch(c -> Character.isLetterOrDigit(c) || "_.+-".indexOf(c) >= 0);
            return isNull ? "null" : plain && !text.isEmpty() ? text : "'" + text.replace("'", "''") + "'";
        }

        @Override
        public void assign(String path, List<String> into) {
            into.add(path + "=" + (isNull ? "null" : text));
        }
    }

    /** A list. */
    record Sequence(List<ConfigNode> items, String place) implements ConfigNode {
        @Override
        public String shown() {
            List<String> texts = new ArrayList<>();
            items.forEach(item -> texts.add(item.shown()));
            return texts.toString();
        }

        @Override
        public String item() {
            return items.stream().map(ConfigNode::item).collect(Collectors.joining(",", "[", "]"));
        }
    }

    /** Keys and their values in the order of the file. Mutable, because {@code --set} is laid over it. */
    record Mapping(Map<String, ConfigNode> entries, String place) implements ConfigNode {
        static Mapping empty(String place) {
            return new Mapping(new LinkedHashMap<>(), place);
        }

        @Override
        public String shown() {
            return "a group of keys";
        }

        @Override
        public String item() {
            return entries.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue().item())
                    .collect(Collectors.joining(", ", "{", "}"));
        }

        @Override
        public void assign(String path, List<String> into) {
            entries.forEach((key, node) -> node.assign(path + "." + key, into));
        }
    }
}
