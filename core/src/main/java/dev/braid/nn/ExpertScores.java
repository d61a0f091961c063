package dev.braid.nn;

import dev.braid.tensor.Tensor;
import dev.braid.tensor.Variable;

/**
 * What every task makes of every expert by a linear weight: {@code s[t, n] = ⟨W[t, n], e_n⟩}, the products of DE-PHN's
 * eqs. 4 and 5. Parameter: {@code weight [T, N, u]}.
 */
public final class ExpertScores {
    private final Variable weight;

    private ExpertScores(Variable weight) {
        this.weight = weight;
    }

    /**
     * Weights of T tasks for N experts of width u.
     *
     * @param fanIn how many numbers make up one logit, for Glorot's initial values: N·u where nothing else is added
     */
    public static ExpertScores of(Parameters parameters, int tasks, int experts, int width, int fanIn) {
        return new ExpertScores(parameters.weight("weight", Init.glorot(fanIn, 1), tasks, experts, width));
    }

    /**
     * @param experts {@code [N, B, u]}
     * @return {@code [B, T, N]}
     */
    public Tensor forward(Tensor experts) {
        Tensor perExpert = weight.transpose(0, 1).transpose(1, 2); // [N, u, T]
        return experts.batchedMatmul(perExpert).transpose(0, 1).transpose(1, 2);
    }
}
