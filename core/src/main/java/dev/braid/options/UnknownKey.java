package dev.braid.options;

import dev.braid.fault.NearestName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The message about a key that no option has. */
final class UnknownKey {
    private UnknownKey() {}

    /**
     * @param path where the key stands, empty for the top
     * @param key what was written
     * @param siblings what may stand there
     * @param everywhere all dotted names, for a key written without its section
     */
    static String line(String path, String key, Collection<String> siblings, Collection<String> everywhere) {
        String name = OptionCatalogue.join(path, key);
        for (String other : everywhere) {
            if (other.regionMatches(true, other.lastIndexOf('.') + 1, key, 0, key.length())
                    && other.length() - other.lastIndexOf('.') - 1 == key.length()) {
                return "there is no option '" + name + "'; did you mean '" + other + "'?";
            }
        }
        Optional<String> near = NearestName.nearest(key, siblings)
                .map(sibling -> OptionCatalogue.join(path, sibling))
                .or(() -> elsewhere(key, everywhere));
        String known = siblings.isEmpty()
                ? "'" + path + "' has no options with these settings"
                : "known: " + String.join(", ", siblings.stream().sorted().toList());
        return "there is no option '" + name + "'; "
                + near.map(n -> "did you mean '" + n + "'? ").orElse("") + known;
    }

    /** The dotted name whose last part is nearest. */
    private static Optional<String> elsewhere(String key, Collection<String> everywhere) {
        Map<String, String> byLast = new LinkedHashMap<>();
        everywhere.forEach(other -> byLast.putIfAbsent(other.substring(other.lastIndexOf('.') + 1), other));
        return NearestName.nearest(key, byLast.keySet()).map(byLast::get);
    }
}
