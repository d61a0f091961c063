package dev.braid.explain;

import java.util.List;

/**
 * What was seen inside of one training step, on the rows of its batch.
 *
 * @param step its number, from 1
 * @param rows of the batch
 * @param gates before the step
 * @param coefficients of the virtual gradient; none without one
 * @param shared the tasks' gradients on what they share of the model, before any balancing
 * @param embeddings the tasks' gradients on the embeddings that the rows read
 */
public record TracedStep(
        long step,
        long rows,
        List<GateSummary> gates,
        List<CoefficientSummary> coefficients,
        GradientSummary shared,
        GradientSummary embeddings) {
    public TracedStep {
        gates = List.copyOf(gates);
        coefficients = List.copyOf(coefficients);
    }

    TracedStep named(Names names) {
        return new TracedStep(
                step,
                rows,
                gates.stream().map(g -> g.named(names)).toList(),
                coefficients.stream().map(c -> c.named(names)).toList(),
                shared,
                embeddings);
    }
}
