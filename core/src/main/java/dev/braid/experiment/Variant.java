package dev.braid.experiment;

import dev.braid.catalogue.Models;
import dev.braid.fault.BadInput;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One line of a comparison: a model, under a label of its own, with settings of its own.
 *
 * @param label what the comparison calls it; names the folders of its runs
 * @param model a model of the catalogue
 * @param settings options as {@code --set} takes them, over those that all variants share
 */
public record Variant(String label, String model, List<String> settings) {
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");

    public Variant {
        settings = List.copyOf(settings);
        if (!LABEL.matcher(label).matches()) {
            throw new BadInput("variant '" + label + "': a label has letters, digits and . _ + - only");
        }
    }

    /**
     * Reads {@code MODEL}, or {@code LABEL=MODEL} for a model that shall appear under another name.
     *
     * @throws BadInput when there is no such model
     */
    public static Variant parse(String text) {
        int split = text.indexOf('=');
        String label = split < 0 ? text : text.substring(0, split);
        String model = text.substring(split + 1);
        return new Variant(label, Models.named(model).name(), List.of());
    }

    /** The same with one more setting. */
    Variant with(String setting) {
        return new Variant(
                label,
                model,
                Stream.concat(settings.stream(), Stream.of(setting)).toList());
    }
}
