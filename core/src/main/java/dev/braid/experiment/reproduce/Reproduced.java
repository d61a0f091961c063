package dev.braid.experiment.reproduce;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came out of a reproduction.
 *
 * @param name of the result
 * @param title what it is
 * @param paper where it is printed
 * @param about what is measured how
 * @param simulation how the data was simulated; null where it is the published one
 * @param preset the hyper-parameters' name
 * @param seeds trainings of each variant
 * @param settings what the preset sets for all variants
 * @param changed what was set over the preset
 * @param datasets a table each
 * @param notes what is known not to be reproducible
 * @param command that makes it again; empty when it was called from Java
 */
public record Reproduced(
        String name,
        String title,
        String paper,
        String about,
        @Nullable Simulation simulation,
        String preset,
        int seeds,
        List<String> settings,
        List<String> changed,
        List<ReproducedDataset> datasets,
        List<String> notes,
        String command) {
    public Reproduced {
        settings = List.copyOf(settings);
        changed = List.copyOf(changed);
        datasets = List.copyOf(datasets);
        notes = List.copyOf(notes);
    }

    /** The same, made by a command. */
    public Reproduced by(String line) {
        return new Reproduced(
                name, title, paper, about, simulation, preset, seeds, settings, changed, datasets, notes, line);
    }

    /** Whether the numbers are those of simulated data, and say nothing about the paper's datasets. */
    @JsonProperty
    public boolean simulated() {
        return simulation != null;
    }

    /** {@code simulated} or {@code published}: what stands in every output. */
    @JsonProperty
    public String data() {
        return simulated() ? "simulated" : "published";
    }

    /** Where the rows came from, in a sentence or two that stand above everything that is shown. */
    @JsonProperty
    public String provenance() {
        if (simulation == null) {
            return "Data: files that were given as the published ones.";
        }
        return String.format(
                Locale.ROOT,
                "SIMULATED DATA: Braid's numbers are those of simulated files in the form of the published ones (%,d rows of"
                        + " each, seed %d). They say nothing about the paper's datasets; the paper's numbers stand beside"
                        + " them to show the form of the result.",
                simulation.rows(),
                simulation.seed());
    }

    /** Differences to the variant that the figure measures them to; none where it measures none. */
    @JsonProperty
    public List<BaselineDifference> differences() {
        return datasets.stream()
                .flatMap(dataset -> BaselineDifference.of(name, dataset).stream())
                .toList();
    }
}
