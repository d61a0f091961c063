package dev.braid.experiment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.braid.metric.Metric;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came out of a comparison.
 *
 * @param dataset its name
 * @param split the split that was evaluated
 * @param rows of that split
 * @param settings options that all variants shared, those of a file among them
 * @param variants what was compared
 * @param runs every training, seed by seed
 * @param rowTests the differences to the best on the evaluated rows; empty where they were not tested
 * @param sweep the search that found the variants' settings; null where there was none
 * @param command that makes it again; empty when it was called from Java
 */
@JsonIgnoreProperties(
        value = {"summary", "rankings"},
        allowGetters = true)
public record ComparisonResult(
        String dataset,
        String split,
        long rows,
        List<String> settings,
        List<Variant> variants,
        List<ComparedRun> runs,
        List<RowTest> rowTests,
        @Nullable SweepResult sweep,
        String command) {
    public ComparisonResult {
        settings = List.copyOf(settings);
        variants = List.copyOf(variants);
        runs = List.copyOf(runs);
        rowTests = rowTests == null ? List.of() : List.copyOf(rowTests); // comparisons of earlier versions have none
    }

    /** The same, made by a command. */
    public ComparisonResult by(String line) {
        return new ComparisonResult(dataset, split, rows, settings, variants, runs, rowTests, sweep, line);
    }

    /** The same with tests over rows. */
    ComparisonResult with(List<RowTest> tests) {
        return new ComparisonResult(dataset, split, rows, settings, variants, runs, tests, sweep, command);
    }

    /** The names of the evaluated tasks. */
    @JsonIgnore
    public List<String> tasks() {
        return runs.stream()
                .filter(ComparedRun::ended)
                .findFirst()
                .map(run -> List.copyOf(run.tasks().keySet()))
                .orElse(List.of());
    }

    /** The trainings without a result. */
    @JsonIgnore
    public List<ComparedRun> failures() {
        return runs.stream().filter(run -> !run.ended()).toList();
    }

    /** Every variant over its seeds, in the order in which they were named. */
    @JsonProperty
    public List<VariantSummary> summary() {
        return variants.stream()
                .map(variant -> VariantSummary.of(
                        runs.stream()
                                .filter(run -> run.variant().equals(variant.label()))
                                .toList(),
                        tasks()))
                .toList();
    }

    /** Per task and metric the best variant, and what is known of the others' difference to it. */
    @JsonProperty
    public List<Ranking> rankings() {
        return tasks().stream()
                .flatMap(task -> Arrays.stream(Metric.values()).flatMap(metric -> ranking(task, metric).stream()))
                .toList();
    }

    /** The ranking of a task's metric; empty when it is defined for fewer than two variants. */
    public Optional<Ranking> ranking(String task, Metric metric) {
        Map<String, double[]> values = new LinkedHashMap<>();
        for (Variant variant : variants) {
            values.put(
                    variant.label(),
                    runs.stream()
                            .filter(run -> run.variant().equals(variant.label()))
                            .mapToDouble(run -> run.value(task, metric))
                            .toArray());
        }
        return Ranking.of(task, metric, values).map(ranking -> ranking.with(rowTests));
    }
}
