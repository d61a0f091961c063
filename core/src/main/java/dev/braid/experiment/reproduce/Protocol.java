package dev.braid.experiment.reproduce;

import java.util.List;
import java.util.Map;

/**
 * What a preset means for one result.
 *
 * @param seeds trainings of each variant, unless asked for otherwise
 * @param settings options of every training, as {@code --set} takes them
 * @param own by a variant's label, options of its trainings alone; they win over the common ones
 */
public record Protocol(int seeds, List<String> settings, Map<String, List<String>> own) {
    public Protocol {
        settings = List.copyOf(settings);
        own = Map.copyOf(own);
    }

    /** A protocol in which all variants have the same options. */
    public static Protocol of(int seeds, String... settings) {
        return new Protocol(seeds, List.of(settings), Map.of());
    }
}
