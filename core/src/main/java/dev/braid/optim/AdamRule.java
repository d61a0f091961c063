package dev.braid.optim;

import dev.braid.tensor.Tensor;
import dev.braid.tensor.Variable;

/**
 * Adam (Kingma and Ba, 2015) in place: {@code m ← β₁m + (1−β₁)g}, {@code v ← β₂v + (1−β₂)g²}, {@code x ← x − η ·
 * m̂/(√v̂ + ε)} with bias-corrected m̂ and v̂.
 */
record AdamRule(double learningRate, double beta1, double beta2, double epsilon) {
    /** The same rule at {@code factor} times the learning rate. */
    AdamRule atRate(double factor) {
        return factor == 1 ? this : new AdamRule(learningRate * factor, beta1, beta2, epsilon);
    }

    void apply(Variable x, Variable m, Variable v, Tensor gradient, long step) {
        double first = 1 - Math.pow(beta1, (double) step);
        double second = Math.sqrt(1 - Math.pow(beta2, (double) step));
        m.moveTowards(gradient, 1 - beta1);
        v.scale(beta2);
        v.plusProduct(gradient, gradient, 1 - beta2);
        // √v̂ + ε = (√v + ε·√(1−β₂ᵗ)) / √(1−β₂ᵗ): the correction goes into the step length, which saves a pass over v.
        Tensor denominator = v.stopGradient().sqrt().add(epsilon * second);
        x.plusQuotient(m, denominator, -learningRate * second / first);
    }
}
