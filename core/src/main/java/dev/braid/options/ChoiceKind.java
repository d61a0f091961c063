package dev.braid.options;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.fault.BraidBug;
import dev.braid.fault.NearestName;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One of an enum's constants, whatever the case, with {@code -} or {@code _}. */
record ChoiceKind(List<Enum<?>> constants) implements OptionKind {
    @Override
    public String type() {
        return "choice";
    }

    @Override
    public String expected() {
        return "one of " + String.join(", ", allowed());
    }

    @Override
    public List<Option.Choice> choices() {
        return constants.stream().map(c -> new Option.Choice(label(c), doc(c))).toList();
    }

    private List<String> allowed() {
        return constants.stream().map(ChoiceKind::label).toList();
    }

    private static String doc(Enum<?> constant) {
        try {
            Doc doc = constant.getDeclaringClass().getField(constant.name()).getAnnotation(Doc.class);
            if (doc != null) {
                return doc.value();
            }
        } catch (NoSuchFieldException e) {
            throw new BraidBug(constant + " is no constant of its enum", e);
        }
        throw new BraidBug(constant.getDeclaringClass().getName() + "." + constant.name() + " has no @Doc line");
    }

    @Override
    public Object read(ConfigNode node) throws WrongValue {
        String text = OptionKind.scalar(node, this);
        String wanted = text.trim().replace('_', '-').toLowerCase(Locale.ROOT);
        for (Enum<?> constant : constants) {
            if (label(constant).equals(wanted)) {
                return constant;
            }
        }
        throw new WrongValue("'" + text + "' is no choice here; " + NearestName.suggestion(wanted, allowed()));
    }

    @Override
    public JsonNode tree(@Nullable Object value) {
        return JSON.textNode(label((Enum<?>) OptionKind.present(value)));
    }

    private static String label(Enum<?> constant) {
        return constant.name().replace('_', '-').toLowerCase(Locale.ROOT);
    }
}
