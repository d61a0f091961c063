package dev.braid.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list: {@code [64, 32]} in YAML, {@code 64,32} also with {@code --set}. */
record ListKind(OptionKind element) implements OptionKind {
    @Override
    public String type() {
        return "list of " + element.type();
    }

    @Override
    public String expected() {
        return "a list in brackets, each item " + element.expected();
    }

    @Override
    public List<Option.Choice> choices() {
        return element.choices();
    }

    @Override
    public Object read(ConfigNode node) throws WrongValue {
        List<@Nullable Object> values = new ArrayList<>();
        for (ConfigNode item : items(node)) {
            values.add(element.read(item));
        }
        return List.copyOf(values);
    }

    private List<ConfigNode> items(ConfigNode node) throws WrongValue {
        if (node instanceof ConfigNode.Sequence sequence) {
            return sequence.items();
        }
        if (node instanceof ConfigNode.Scalar scalar && scalar.splittable() && !scalar.isNull()) {
            return Arrays.stream(scalar.text().split(",", -1))
                    .<ConfigNode>map(part -> new ConfigNode.Scalar(part.trim(), false, false, scalar.place()))
                    .toList();
        }
        throw new WrongValue(node.shown() + " is not " + expected());
    }

    @Override
    public JsonNode tree(@Nullable Object value) {
        ArrayNode array = JSON.arrayNode();
        ((List<?>) OptionKind.present(value)).forEach(item -> array.add(element.tree(item)));
        return array;
    }

    @Override
    public String text(@Nullable Object value) {
        return ((List<?>) OptionKind.present(value))
                .stream().map(element::text).toList().toString();
    }
}
