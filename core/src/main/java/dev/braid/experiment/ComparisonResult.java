package dev.braid.experiment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What came out of a comparison.
 *
 * @param dataset its name
 * @param split the split that was evaluated
 * @param rows of that split
 * @param settings options that all variants shared
 * @param variants what was compared
 * @param runs every training, seed by seed
 * @param command that makes it again; empty when it was called from Java
 */
@JsonIgnoreProperties(value = "summary", allowGetters = true)
public record ComparisonResult(
        String dataset,
        String split,
        long rows,
        List<String> settings,
        List<Variant> variants,
        List<ComparedRun> runs,
        String command) {
    public ComparisonResult {
        settings = List.copyOf(settings);
        variants = List.copyOf(variants);
        runs = List.copyOf(runs);
    }

    /** The same, made by a command. */
    public ComparisonResult by(String line) {
        return new ComparisonResult(dataset, split, rows, settings, variants, runs, line);
    }

    /** The names of the evaluated tasks. */
    @JsonIgnore
    public List<String> tasks() {
        return List.copyOf(runs.get(0).tasks().keySet());
    }

    /** Every variant over its seeds, in the order in which they were named. */
    @JsonProperty
    public List<VariantSummary> summary() {
        return variants.stream()
                .map(variant -> VariantSummary.of(runs.stream()
                        .filter(run -> run.variant().equals(variant.label()))
                        .toList()))
                .toList();
    }
}
