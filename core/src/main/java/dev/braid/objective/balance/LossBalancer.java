package dev.braid.objective.balance;

import dev.braid.options.Doc;
import java.util.function.Function;

/** Multiplies the tasks' losses by factors that are known before they are differentiated: {@code L = Σ_t λ_t w_t L_t}. */
public non-sealed interface LossBalancer extends Balancer {
    /** Of which weights W a balancer wants to know the norms {@code ‖∂L_t/∂W‖}. */
    enum Probe {
        @Doc("of none")
        NONE,
        @Doc("the weights of the last layer that the tasks share")
        LAST,
        @Doc("all dense weights that the tasks share")
        ALL
    }

    /**
     * The factors w_t of a step, constants in its backward pass.
     *
     * @param step from 1
     * @return one per task
     */
    double[] factors(long step);

    /** Of which weights {@link #learn} wants norms. */
    default Probe probe() {
        return Probe.NONE;
    }

    /**
     * Learns from a step for those that follow.
     *
     * @param step from 1
     * @param losses L_t of every task, NaN where it takes no part
     * @param norms {@code ‖∂L_t/∂W‖₂} of every task on the {@link #probe}, or nothing
     */
    default void learn(long step, double[] losses, double[] norms) {}

    @Override
    default <R> R match(Function<? super LossBalancer, R> losses, Function<? super GradientBalancer, R> gradients) {
        return losses.apply(this);
    }
}
