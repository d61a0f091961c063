package dev.braid.options;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value that may be absent: an {@code Optional}, or a component marked {@code @Nullable}. */
record OptionalKind(OptionKind inner, boolean optional) implements OptionKind {
    @Override
    public String type() {
        return inner.type() + "?";
    }

    @Override
    public String expected() {
        return inner.expected() + ", or null";
    }

    @Override
    public List<Option.Choice> choices() {
        return inner.choices();
    }

    @Override
    public @Nullable Object read(ConfigNode node) throws WrongValue {
        Object value = node instanceof ConfigNode.Scalar scalar && scalar.isNull() ? null : inner.read(node);
        return optional ? Optional.ofNullable(value) : value;
    }

    @Override
    public JsonNode tree(@Nullable Object value) {
        Object inside = inside(value);
        return inside == null ? JSON.nullNode() : inner.tree(inside);
    }

    @Override
    public String text(@Nullable Object value) {
        Object inside = inside(value);
        return inside == null ? "null" : inner.text(inside);
    }

    private @Nullable Object inside(@Nullable Object value) {
        return optional && value != null ? ((Optional<?>) value).orElse(null) : value;
    }
}
