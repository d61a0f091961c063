package dev.braid.experiment;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.braid.catalogue.ModelEntry;
import dev.braid.catalogue.Models;
import dev.braid.fault.BadInput;
import dev.braid.fault.NearestName;
import dev.braid.model.ModelOptions;
import dev.braid.options.Option;
import dev.braid.options.OptionReader;
import dev.braid.train.RunOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Variants with their options.
 *
 * @param variants each with those of its own, which win
 * @param shared options of every variant, as {@code --set} takes them
 */
public record VariantSettings(List<Variant> variants, List<String> shared) {
    private static final Pattern OF_VARIANT = Pattern.compile("([A-Za-z0-9._+-]+):(.*)", Pattern.DOTALL);

    public VariantSettings {
        variants = List.copyOf(variants);
        shared = List.copyOf(shared);
    }

    /**
     * The same with more options: {@code KEY=VALUE} for every variant, {@code LABEL:KEY=VALUE} for one.
     *
     * @throws BadInput when no variant has that label
     */
    public VariantSettings with(List<String> assignments) {
        List<Variant> own = new ArrayList<>(variants);
        List<String> all = new ArrayList<>(shared);
        for (String assignment : assignments) {
            Matcher labelled = OF_VARIANT.matcher(assignment.substring(0, Math.max(0, assignment.indexOf('='))));
            if (labelled.matches()) {
                String label = labelled.group(1);
                List<String> labels = own.stream().map(Variant::label).toList();
                int at = labels.indexOf(label);
                if (at < 0) {
                    throw new BadInput(
                            "no variant is labelled '" + label + "'; " + NearestName.suggestion(label, labels));
                }
                own.set(at, own.get(at).with(assignment.substring(label.length() + 1)));
            } else {
                all.add(assignment);
            }
        }
        return new VariantSettings(own, all);
    }

    /** All options of a variant, in the order in which they are laid over the defaults. */
    List<String> of(Variant variant) {
        return Stream.concat(shared.stream(), variant.settings().stream()).toList();
    }

    /**
     * Finds every mistake in the options of any variant, without data.
     *
     * @param config options of every variant from a YAML file, below all others
     * @throws BadInput naming the variant
     */
    public void check(Optional<Path> config) {
        for (Variant variant : variants) {
            try {
                read(Models.named(variant.model()), config, of(variant));
            } catch (BadInput e) {
                throw new BadInput("variant " + variant.label() + ": " + e.getMessage(), e);
            }
        }
    }

    /**
     * What a variant has for an option, be it set or by default, as YAML.
     *
     * @throws BadInput when there is no such option
     */
    public String value(Variant variant, String option) {
        List<Option> used = read(Models.named(variant.model()), Optional.empty(), of(variant))
                .catalogue();
        return used.stream()
                .filter(o -> o.name().equals(option))
                .findFirst()
                .orElseThrow(() -> new BadInput("variant " + variant.label() + ": there is no option '" + option + "'; "
                        + NearestName.suggestion(
                                option, used.stream().map(Option::name).toList())))
                .defaultText();
    }

    @CanIgnoreReturnValue
    private static <O extends Record & ModelOptions> RunOptions read(
            ModelEntry<O> entry, Optional<Path> config, List<String> sets) {
        OptionReader reader = config.map(yaml -> OptionReader.of(yaml, sets)).orElseGet(() -> OptionReader.of(sets));
        return RunOptions.read(reader, entry);
    }
}
