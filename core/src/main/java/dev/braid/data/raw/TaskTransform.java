package dev.braid.data.raw;

import dev.braid.schema.Task;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How raw values become a task's labels.
 *
 * @param name the task's name
 * @param label SQL expression that gives 0, 1, false, true or NULL
 * @param parent the task whose positive rows are the sample space; null: all rows
 * @param weight factor of the task's loss
 * @param rowWeight SQL expression, or null
 * @param user SQL expression, or null
 */
public record TaskTransform(
        String name,
        String label,
        @Nullable String parent,
        double weight,
        @Nullable String rowWeight,
        @Nullable String user) {
    /** What the task is to a model. */
    public Task task() {
        return new Task(name, Optional.ofNullable(parent), weight, user != null);
    }
}
