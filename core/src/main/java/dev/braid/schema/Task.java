package dev.braid.schema;

import java.util.Optional;

/**
 * One behaviour to predict.
 *
 * @param name unique within a schema
 * @param parent the task whose positive rows are this task's sample space; empty when all rows are
 * @param weight the factor λ_t of this task's loss
 * @param user whether the dataset carries a user column for this task's GAUC
 */
public record Task(String name, Optional<String> parent, double weight, boolean user) {
    public Task {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException(
                    "task " + name + ": weight must be a finite number of at least 0, got " + weight);
        }
    }
}
