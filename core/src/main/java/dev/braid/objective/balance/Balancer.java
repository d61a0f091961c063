package dev.braid.objective.balance;

import java.util.function.Function;

/** How the losses of several tasks, or their gradients, become one step. */
public sealed interface Balancer permits LossBalancer, GradientBalancer {
    /** Answers by the kind of this balancer. */
    <R> R match(Function<? super LossBalancer, R> losses, Function<? super GradientBalancer, R> gradients);

    /** All that it has learned so far, finite numbers: to be saved, and put back on resume. */
    default double[] state() {
        return new double[0];
    }

    /** Goes on from the {@link #state} of a checkpoint. */
    default void restore(double[] state) {
        if (state.length > 0) {
            throw new IllegalArgumentException("this balancer keeps no state, got " + state.length + " numbers");
        }
    }
}
