package dev.braid.experiment;

import java.util.List;

/**
 * What a search found.
 *
 * @param method how it spent its epochs
 * @param trials of every model
 * @param epochs that the trials of one model were trained for in all, the same for every model
 * @param metric what decided, on the validation split
 * @param models in the order of the comparison
 */
public record SweepResult(SweepMethod method, int trials, int epochs, String metric, List<ModelSearch> models) {
    public SweepResult {
        models = List.copyOf(models);
    }

    /** The settings that a variant won with, beyond those that it was given. */
    List<String> won(Variant variant) {
        return models.stream()
                .filter(model -> model.variant().equals(variant.label()))
                .findFirst()
                .map(model -> model.best().settings())
                .orElse(List.of());
    }
}
