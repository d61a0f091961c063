package dev.braid.report.chart;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One axis of a chart.
 *
 * @param name what it shows, with its unit
 * @param scale how values become places
 * @param categories their names, where the scale is {@link Scale#CATEGORIES}; else empty
 */
public record Axis(String name, Scale scale, List<String> categories) {
    public Axis {
        categories = List.copyOf(categories);
    }

    /** How values become places. */
    public enum Scale {
        /** Numbers, as far as the data reaches. */
        LINEAR,
        /** Numbers from 0 on. */
        FROM_ZERO,
        /** Numbers above 0, each decade as long as the next. */
        LOGARITHMIC,
        /** Names; a value is a name's position from 0. */
        CATEGORIES
    }

    /** Numbers, as far as the data reaches. */
    public static Axis linear(String name) {
        return new Axis(name, Scale.LINEAR, List.of());
    }

    /** Numbers from 0 on. */
    public static Axis fromZero(String name) {
        return new Axis(name, Scale.FROM_ZERO, List.of());
    }

    /** Numbers above 0, each decade as long as the next. */
    public static Axis logarithmic(String name) {
        return new Axis(name, Scale.LOGARITHMIC, List.of());
    }

    /** Names, the first one nearest to the origin. */
    public static Axis categories(String name, List<String> names) {
        return new Axis(name, Scale.CATEGORIES, names);
    }

    ObjectNode option() {
        ObjectNode option = JsonNodeFactory.instance.objectNode().put("name", name);
        switch (scale) {
            case LINEAR ->
                option.put("type", "value")
                        .put("scale", true)
                        .putArray("boundaryGap")
                        .add("6%")
                        .add("6%");
            case FROM_ZERO -> option.put("type", "value");
            case LOGARITHMIC -> option.put("type", "log");
            case CATEGORIES -> categories.forEach(option.put("type", "category").putArray("data")::add);
        }
        return option;
    }
}
