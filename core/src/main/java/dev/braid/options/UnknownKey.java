package dev.braid.options;

import dev.braid.fault.NearestName;
import java.util.Collection;

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
        return "there is no option '" + name + "'; " + NearestName.suggestion(key, siblings);
    }
}
