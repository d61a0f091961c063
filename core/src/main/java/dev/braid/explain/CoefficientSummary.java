package dev.braid.explain;

import java.util.List;

/**
 * What the gradients of one task's gates were multiplied by in a step (DE-PHN eq. 8).
 *
 * @param place the part of the model
 * @param reader the task
 * @param choices what its gate weighs
 * @param mean coefficient of each choice over the rows of the batch
 * @param least of all coefficients of the task
 * @param most of all coefficients of the task
 */
public record CoefficientSummary(
        String place, String reader, List<String> choices, List<Double> mean, double least, double most) {
    public CoefficientSummary {
        choices = List.copyOf(choices);
        mean = List.copyOf(mean);
    }

    CoefficientSummary named(Names names) {
        return new CoefficientSummary(names.of(place), names.of(reader), names.of(choices), mean, least, most);
    }
}
