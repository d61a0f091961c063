package dev.braid.objective.balance;

import dev.braid.options.Doc;
import java.util.List;
import java.util.function.Function;

/**
 * Combines the tasks' gradients g_t on what they share: {@code d = Σ_t a_t g_t}, where the a_t follow from the inner
 * products {@code M_st = ⟨g_s, g_t⟩} alone. What a task owns gets {@code Σ_t own_t ∂L_t}.
 */
public non-sealed interface GradientBalancer extends Balancer {
    /** Over what the inner products are taken. */
    enum Comparison {
        @Doc("all shared parameters as one long vector")
        WHOLE,
        @Doc("each shared tensor by itself")
        TENSOR,
        @Doc("the representation that all tasks read, which the model marks")
        REPRESENTATION
    }

    /** Over what the inner products are taken. */
    Comparison comparison();

    /** Whether the embedding rows that a batch touches are compared and combined too; else they get the plain sum. */
    boolean embeddings();

    /**
     * Decides. Only the n tasks that take part in the step are seen, in the tasks' order; n is at least 1.
     *
     * @param step from 1
     * @param products {@code M [n, n]}: one, or one for every shared tensor
     * @param losses L_t, {@code [n]}
     */
    Combination combine(long step, List<double[][]> products, double[] losses);

    @Override
    default <R> R match(Function<? super LossBalancer, R> losses, Function<? super GradientBalancer, R> gradients) {
        return gradients.apply(this);
    }

    /**
     * What becomes of the gradients of n tasks.
     *
     * @param shared a_t {@code [n]}: one, or one for every shared tensor
     * @param own factors of the gradients on what belongs to one task alone, {@code [n]}
     */
    @SuppressWarnings("ArrayRecordComponent") // a value that is read once
    record Combination(List<double[]> shared, double[] own) {
        public Combination {
            shared = List.copyOf(shared);
        }
    }
}
