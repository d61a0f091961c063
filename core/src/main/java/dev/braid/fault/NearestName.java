package dev.braid.fault;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Answers an unknown name with the nearest known one. */
public final class NearestName {
    private NearestName() {}

    /**
     * The tail of an error message about an unknown name.
     *
     * @param name what was written
     * @param known what exists
     * @return {@code "did you mean 'mmoe'? known: dephn, igie, mmoe"}, without the question when nothing is near
     */
    public static String suggestion(String name, Collection<String> known) {
        String list = String.join(", ", known.stream().sorted().toList());
        return nearest(name, known).map(near -> "did you mean '" + near + "'? ").orElse("") + "known: " + list;
    }

    /** The known name that was probably meant, if any is near. */
    public static Optional<String> nearest(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.<String>comparingInt(k -> distance(name, k)).thenComparing(Comparator.naturalOrder()))
                .filter(k -> distance(name, k) <= Math.max(2, name.length() / 3));
    }

    /** Levenshtein distance, where upper and lower case count as equal. */
    static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
