package dev.braid.options;

import dev.braid.fault.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one options record, and the records in it, from a mapping; notes every problem and goes on with the default. */
final class RecordReader {
    private final Problems problems;

    RecordReader(Problems problems) {
        this.problems = problems;
    }

    <R extends Record> R read(String path, ConfigNode node, R over) {
        if (node instanceof ConfigNode.Scalar scalar && scalar.isNull()) {
            return over;
        }
        RecordShape<R> shape = RecordShape.of(over);
        List<RecordShape.Component> components = shape.components();
        if (!(node instanceof ConfigNode.Mapping mapping)) {
            String example = components.isEmpty()
                    ? ""
                    : ", for example '" + components.get(0).name() + "'";
            problems.add(node.place() + ": " + path + ": " + node.shown()
                    + " stands where a group of options is expected" + example);
            return over;
        }
        refuseUnknown(
                path,
                mapping,
                components.stream().map(RecordShape.Component::name).toList());
        List<@Nullable Object> values = new ArrayList<>();
        Map<String, Integer> given = new HashMap<>();
        for (int i = 0; i < components.size(); i++) {
            RecordShape.Component component = components.get(i);
            ConfigNode written = mapping.entries().get(component.name());
            if (written != null) {
                given.put(component.name(), i);
            }
            values.add(written == null ? component.valueIn(over) : value(path, component, written, over));
        }
        return build(path, shape, mapping, values, given, over);
    }

    private void refuseUnknown(String path, ConfigNode.Mapping mapping, List<String> names) {
        mapping.entries().forEach((key, node) -> {
            if (!names.contains(key)) {
                List<String> full =
                        names.stream().map(n -> OptionCatalogue.join(path, n)).toList();
                problems.add(node.place() + ": " + UnknownKey.line(path, key, names, full));
            }
        });
    }

    private @Nullable Object value(String path, RecordShape.Component component, ConfigNode node, Record over) {
        String name = OptionCatalogue.join(path, component.name());
        if (component.isNested()) {
            return read(name, node, (Record) component.valueIn(over));
        }
        try {
            return component.kind().read(node);
        } catch (OptionKind.WrongValue e) {
            problems.add(node.place() + ": " + name + ": " + e.getMessage());
            return component.valueIn(over);
        }
    }

    /**
     * Builds the record. When its constructor refuses a value that was given, and says which by beginning its message
     * with the component's name, that value is noted and replaced by the default to see whether more is refused.
     */
    private <R extends Record> R build(
            String path,
            RecordShape<R> shape,
            ConfigNode.Mapping mapping,
            List<@Nullable Object> values,
            Map<String, Integer> given,
            R over) {
        while (true) {
            try {
                return shape.build(values);
            } catch (IllegalArgumentException refused) {
                String message = String.valueOf(refused.getMessage());
                String first = message.split("[ :]", 2)[0];
                Integer at = given.remove(first);
                if (at == null) {
                    problems.add(mapping.place() + ": " + (path.isEmpty() ? "" : path + ": ") + message);
                    return over;
                }
                problems.add(mapping.entries().get(first).place() + ": " + OptionCatalogue.join(path, message));
                values.set(at, shape.components().get(at).valueIn(over));
            }
        }
    }
}
