package dev.braid.objective.balance;

import dev.braid.options.Doc;
import dev.braid.options.NoEffect;

/** The options of {@link GradNorm}. */
@Doc("factors that let every task train at the same pace")
public record GradNormOptions(
        @Doc("α: how strongly slow tasks are favoured; 0 = all gradients equally long")
        double alpha,

        @Doc("learning rate of the factors") double learningRate,
        @Doc("how the factors learn") Rule optimizer,

        @Doc("the loss L_t(0) that progress is measured from")
        Start start,

        @Doc("where the tasks' gradients are measured") Layer layer) {
    /** How the factors learn. */
    public enum Rule {
        @Doc("plain gradient descent")
        SGD,
        @Doc("Adam (Kingma and Ba, 2015)")
        ADAM
    }

    /** The loss that progress is measured from. */
    public enum Start {
        @Doc("the task's first loss")
        FIRST,
        @Doc("a moving average over the task's first 20 losses")
        AVERAGE,
        @Doc("ln 2, the cross-entropy of a coin")
        LN2
    }

    /** Where gradients are measured. */
    public enum Layer {
        @Doc("on the weights of the last layer that the tasks share")
        LAST,
        @Doc("on all dense parameters that the tasks share")
        ALL
    }

    public static final GradNormOptions DEFAULTS = new GradNormOptions(1.5, 0.025, Rule.SGD, Start.FIRST, Layer.LAST);

    public GradNormOptions {
        if (!(alpha >= 0) || Double.isInfinite(alpha)) {
            throw new IllegalArgumentException("alpha must be a number of at least 0, got " + alpha);
        }
        if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
            throw new IllegalArgumentException("learningRate must be a positive number, got " + learningRate);
        }
        if (alpha == 0) {
            NoEffect.refuse("start", start, Start.FIRST, "with alpha=0");
        }
    }
}
