package dev.braid.experiment.reproduce;

import dev.braid.experiment.Variant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A line of a paper's table, as Braid trains it.
 *
 * @param row the line's name in the paper; several variants may be held against one line
 * @param variant the model under a label of its own, with the settings that make it what the line names
 */
public record PaperVariant(String row, Variant variant) {
    /** A line that is a model under its usual name. */
    public static PaperVariant of(String row, String model) {
        return of(row, model, model);
    }

    /** A line that is a model with settings. */
    public static PaperVariant of(String row, String label, String model, String... settings) {
        return new PaperVariant(row, new Variant(label, model, List.of(settings)));
    }

    /** The label under which it is trained and shown. */
    public String label() {
        return variant.label();
    }

    /** As it is trained under a protocol. */
    Variant under(Protocol protocol) {
        List<String> settings = Stream.concat(
                        variant.settings().stream(), protocol.own().getOrDefault(label(), List.of()).stream())
                .toList();
        return new Variant(label(), variant.model(), settings);
    }
}
