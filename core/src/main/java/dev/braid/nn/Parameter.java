package dev.braid.nn;

import dev.braid.tensor.Variable;
import java.util.OptionalInt;

/**
 * One named tensor of a model.
 *
 * @param name its path, for example {@code experts.0.weight}: part of the checkpoint's contract
 * @param variable the values
 * @param role what it is, which decides regularisation
 * @param task the task it belongs to alone, by position; empty when tasks share it
 * @param rate multiplies the learning rate
 */
public record Parameter(String name, Variable variable, Role role, OptionalInt task, double rate) {
    /** What a parameter is. */
    public enum Role {
        /** A matrix or vector of weights, subject to L2. */
        WEIGHT,
        /** An offset, never regularised. */
        BIAS,
        /** A gate or selection vector, never regularised. */
        GATE,
        /** Running statistics: saved with the model, never trained. */
        BUFFER
    }
}
