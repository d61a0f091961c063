package dev.braid.objective.balance;

import dev.braid.objective.balance.GradientBalancer.Comparison;
import dev.braid.options.Doc;

/** The options of {@link PcGrad}. */
@Doc("gradients of tasks that contradict each other are projected onto each other's normal planes")
public record PcGradOptions(
        @Doc("how the projected gradients are put together") Reduction reduction,
        @Doc("where conflicts are looked for") Comparison compare,

        @Doc("whether the embedding rows that a batch touches are compared and projected too; else they get the sum")
        boolean embeddings) {
    /** How the projected gradients are put together. */
    public enum Reduction {
        @Doc("their sum")
        SUM,
        @Doc("their mean")
        MEAN
    }

    public static final PcGradOptions DEFAULTS = new PcGradOptions(Reduction.SUM, Comparison.WHOLE, false);
}
