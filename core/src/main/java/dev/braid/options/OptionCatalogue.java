package dev.braid.options;

import java.util.ArrayList;
import java.util.List;

/** Lists the options of a record, nested records included, with defaults and meaning: the source of help and documentation. */
public final class OptionCatalogue {
    private OptionCatalogue() {}

    /**
     * The options of a record type by their names inside it.
     *
     * @param type a record with {@code public static final DEFAULTS} and {@link Doc} on each component
     */
    public static <R extends Record> List<Option> of(Class<R> type) {
        return of("", RecordShape.of(type).defaults());
    }

    /**
     * The options of a record below a section's name.
     *
     * @param section what stands before each name, such as {@code model}; empty for none
     * @param defaults the values that the catalogue shows as defaults
     */
    public static <R extends Record> List<Option> of(String section, R defaults) {
        List<Option> options = new ArrayList<>();
        collect(section, defaults, options);
        return List.copyOf(options);
    }

    private static void collect(String path, Record defaults, List<Option> options) {
        for (RecordShape.Component component :
                RecordShape.of(defaults.getClass()).components()) {
            String name = join(path, component.name());
            Object value = component.valueIn(defaults);
            if (component.isNested()) {
                collect(name, (Record) value, options);
            } else {
                OptionKind kind = component.kind();
                options.add(new Option(name, kind.type(), kind.text(value), component.doc(), kind.choices()));
            }
        }
    }

    /** The dotted path of a name below a section. */
    static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
