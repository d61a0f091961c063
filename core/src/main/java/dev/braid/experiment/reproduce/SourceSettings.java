package dev.braid.experiment.reproduce;

import dev.braid.fault.BadInput;
import dev.braid.fault.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Options of public datasets that were asked for.
 *
 * @param bySource by the dataset's name, each {@code key=value}
 */
public record SourceSettings(Map<String, List<String>> bySource) {
    /** Nothing was asked for. */
    public static final SourceSettings NONE = new SourceSettings(Map.of());

    /**
     * Reads {@code SOURCE:KEY=VALUE}.
     *
     * @throws BadInput when there is no such source
     */
    public static SourceSettings parse(List<String> assignments, List<String> sources) {
        Map<String, List<String>> found = new TreeMap<>();
        for (String assignment : assignments) {
            int colon = assignment.indexOf(':');
            String source = assignment.substring(0, Math.max(0, colon));
            if (!sources.contains(source)) {
                throw new BadInput("'" + assignment + "' names no dataset that is needed, as SOURCE:KEY=VALUE; "
                        + NearestName.suggestion(source, sources));
            }
            found.computeIfAbsent(source, s -> new ArrayList<>()).add(assignment.substring(colon + 1));
        }
        return new SourceSettings(found);
    }

    List<String> of(String source) {
        return bySource.getOrDefault(source, List.of());
    }
}
