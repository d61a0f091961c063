package dev.braid.data.derive;

import org.jspecify.annotations.Nullable;

/**
 * A number that a derived dataset has.
 *
 * @param name what it is
 * @param here its value; null where it is undefined, as the correlation of a constant is
 * @param paper what the paper prints; null where it prints nothing
 */
public record Achieved(
        String name, @Nullable Double here, @Nullable Double paper) {
    static Achieved of(String name, double here) {
        return new Achieved(name, Double.isNaN(here) ? null : here, null);
    }

    static Achieved printed(String name, double here, double paper) {
        return new Achieved(name, Double.isNaN(here) ? null : here, paper);
    }
}
