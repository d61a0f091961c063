package dev.braid.objective.balance;

import dev.braid.objective.balance.GradientBalancer.Comparison;
import dev.braid.options.Doc;

/** The options of {@link Mgda}. */
@Doc("the shortest vector among all mixtures of the tasks' gradients, which no task objects to")
public record MgdaOptions(
        @Doc("by what gradients are divided before they are compared")
        Normalization normalize,

        @Doc("what becomes of the gradients on parameters that belong to one task")
        Heads heads,

        @Doc("where gradients are compared; on the representation it is the upper bound MGDA-UB")
        Comparison compare,

        @Doc("whether the embedding rows that a batch touches are compared and combined too; else they get the sum")
        boolean embeddings) {
    /** By what gradients are divided. */
    public enum Normalization {
        @Doc("by nothing")
        NONE,
        @Doc("by their length ‖g_t‖")
        L2,
        @Doc("by the loss L_t")
        LOSS,
        @Doc("by both, L_t ‖g_t‖")
        LOSS_L2
    }

    /** What belongs to one task alone. */
    public enum Heads {
        @Doc("they are multiplied by α_t")
        ALPHA,
        @Doc("they stay as they are")
        ONE
    }

    public static final MgdaOptions DEFAULTS = new MgdaOptions(Normalization.L2, Heads.ALPHA, Comparison.WHOLE, false);
}
