package dev.braid.experiment.reproduce;

import dev.braid.fault.BadInput;
import dev.braid.fault.NearestName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table or figure of a paper: what is trained on what, and what the paper found.
 *
 * @param name on the command line
 * @param title what it is
 * @param paper where it is printed
 * @param about what is measured how, a few sentences
 * @param datasets in the order of the paper
 * @param variants the lines, in the order of the paper
 * @param protocols what each preset means
 * @param notes what is known not to be reproducible, and why; a sentence or two each
 */
public record PaperResult(
        String name,
        String title,
        String paper,
        String about,
        List<PaperDataset> datasets,
        List<PaperVariant> variants,
        Map<Preset, Protocol> protocols,
        List<String> notes) {
    public PaperResult {
        datasets = List.copyOf(datasets);
        variants = List.copyOf(variants);
        protocols = new EnumMap<>(protocols);
        notes = List.copyOf(notes);
        if (!protocols.keySet().containsAll(List.of(Preset.values()))) {
            throw new IllegalArgumentException(name + " lacks a protocol");
        }
    }

    /** What a preset means here. */
    public Protocol protocol(Preset preset) {
        return Optional.ofNullable(protocols.get(preset)).orElseThrow();
    }

    /** The public datasets that it needs, each once. */
    public List<String> sources() {
        return datasets.stream().map(d -> d.origin().source()).distinct().toList();
    }

    /**
     * The same with some of its datasets.
     *
     * @throws BadInput when it has none of such a name
     */
    PaperResult on(List<String> names) {
        List<String> known = datasets.stream().map(PaperDataset::name).toList();
        requireKnown("dataset", names, known);
        return new PaperResult(
                name,
                title,
                paper,
                about,
                datasets.stream().filter(d -> names.contains(d.name())).toList(),
                variants,
                protocols,
                notes);
    }

    /**
     * The same with some of its variants.
     *
     * @throws BadInput when it has none of such a label
     */
    PaperResult of(List<String> labels) {
        List<String> known = variants.stream().map(PaperVariant::label).toList();
        requireKnown("variant", labels, known);
        return new PaperResult(
                name,
                title,
                paper,
                about,
                datasets,
                variants.stream().filter(v -> labels.contains(v.label())).toList(),
                protocols,
                notes);
    }

    private void requireKnown(String what, List<String> asked, List<String> known) {
        List<String> unknown = new ArrayList<>(asked);
        unknown.removeAll(known);
        if (asked.isEmpty() || !unknown.isEmpty()) {
            String said =
                    asked.isEmpty() ? "name at least one " + what : "has no " + what + " '" + unknown.get(0) + "'";
            throw new BadInput(
                    name + ": " + said + "; " + NearestName.suggestion(unknown.isEmpty() ? "" : unknown.get(0), known));
        }
    }
}
