package dev.braid.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.braid.fault.BraidBug;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How one type of option is read from text, written back and described. */
interface OptionKind {
    JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The type's name in listings. */
    String type();

    /** What a message says was expected, with an example: {@code a whole number, for example 1024}. */
    String expected();

    /** What a choice can be, or nothing. */
    default List<Option.Choice> choices() {
        return List.of();
    }

    /**
     * Interprets what was written.
     *
     * @throws WrongValue when it is not of this kind
     */
    @Nullable
    Object read(ConfigNode node) throws WrongValue;

    /** The value as JSON. */
    JsonNode tree(@Nullable Object value);

    /** The value as it would be written in YAML. */
    default String text(@Nullable Object value) {
        return tree(value).asText();
    }

    /** Says what was wrong with a value, without its place and path. */
    final class WrongValue extends Exception {
        private static final long serialVersionUID = 1L;

        WrongValue(String message) {
            super(message);
        }
    }

    /** The kind of a record's component. */
    static OptionKind of(RecordComponent component) {
        OptionKind kind = of(component.getGenericType(), component);
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class) ? new OptionalKind(kind, false) : kind;
    }

    private static OptionKind of(Type type, RecordComponent component) {
        if (type == int.class || type == Integer.class) {
            return new Whole("int", Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        if (type == long.class || type == Long.class) {
            return new Whole("long", Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (type == double.class || type == Double.class) {
            return new Real();
        }
        if (type == boolean.class || type == Boolean.class) {
            return new Flag();
        }
        if (type == String.class) {
            return new Text();
        }
        if (type instanceof Class<?> choice && choice.isEnum()) {
            return new ChoiceKind(Arrays.stream(choice.getEnumConstants())
                    .<Enum<?>>map(c -> (Enum<?>) c)
                    .toList());
        }
        if (type instanceof ParameterizedType generic) {
            OptionKind inner = of(generic.getActualTypeArguments()[0], component);
            if (generic.getRawType() == List.class) {
                return new ListKind(inner);
            }
            if (generic.getRawType() == Optional.class) {
                return new OptionalKind(inner, true);
            }
        }
        throw new BraidBug(component.getDeclaringRecord().getName() + "." + component.getName()
                + ": options cannot be of type " + type.getTypeName());
    }

    /** The text of a single value. */
    static String scalar(ConfigNode node, OptionKind kind) throws WrongValue {
        if (node instanceof ConfigNode.Scalar scalar && !scalar.isNull()) {
            return scalar.text();
        }
        throw new WrongValue(node.shown() + " is not " + kind.expected());
    }

    /** A whole number; {@code 1e6} counts as one. */
    record Whole(String type, long least, long most) implements OptionKind {
        @Override
        public String expected() {
            return "a whole number, for example 64";
        }

        @Override
        public Object read(ConfigNode node) throws WrongValue {
            String text = scalar(node, this);
            long value;
            try {
                value = new BigDecimal(text.trim()).longValueExact();
            } catch (ArithmeticException | NumberFormatException e) {
                throw new WrongValue("'" + text + "' is not " + expected());
            }
            if (value < least || value > most) {
                throw new WrongValue("'" + text + "' is outside " + least + " .. " + most);
            }
            if (type.equals("int")) {
                return (int) value;
            }
            return value;
        }

        @Override
        public JsonNode tree(@Nullable Object value) {
            return JSON.numberNode(((Number) present(value)).longValue());
        }
    }

    /** A finite number. */
    record Real() implements OptionKind {
        @Override
        public String type() {
            return "double";
        }

        @Override
        public String expected() {
            return "a number, for example 0.001";
        }

        @Override
        public Object read(ConfigNode node) throws WrongValue {
            String text = scalar(node, this);
            try {
                double value = new BigDecimal(text.trim()).doubleValue();
                if (Double.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // Answered below, together with numbers beyond the range.
            }
            throw new WrongValue("'" + text + "' is not " + expected());
        }

        @Override
        public JsonNode tree(@Nullable Object value) {
            return JSON.numberNode((Double) present(value));
        }

        @Override
        public String text(@Nullable Object value) {
            BigDecimal exact = new BigDecimal(present(value).toString()).stripTrailingZeros();
            boolean plain = exact.scale() <= 6 && exact.precision() - exact.scale() <= 9;
            return plain ? exact.toPlainString() : exact.toString().replace("E", "e");
        }
    }

    /** Yes or no. */
    record Flag() implements OptionKind {
        @Override
        public String type() {
            return "boolean";
        }

        @Override
        public String expected() {
            return "true or false";
        }

        @Override
        public Object read(ConfigNode node) throws WrongValue {
            String text = scalar(node, this);
            if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
                return Boolean.valueOf(text);
            }
            throw new WrongValue("'" + text + "' is not " + expected());
        }

        @Override
        public JsonNode tree(@Nullable Object value) {
            return JSON.booleanNode((Boolean) present(value));
        }
    }

    /** Any text. */
    record Text() implements OptionKind {
        @Override
        public String type() {
            return "string";
        }

        @Override
        public String expected() {
            return "a text";
        }

        @Override
        public Object read(ConfigNode node) throws WrongValue {
            return scalar(node, this);
        }

        @Override
        public JsonNode tree(@Nullable Object value) {
            return JSON.textNode((String) present(value));
        }
    }

    /** A value that must be there. */
    static Object present(@Nullable Object value) {
        if (value == null) {
            throw new BraidBug("an option without a value that is neither Optional nor @Nullable");
        }
        return value;
    }
}
