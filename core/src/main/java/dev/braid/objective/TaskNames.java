package dev.braid.objective;

import dev.braid.schema.Schema;
import java.util.stream.Collectors;

/** The tasks of a schema, for people. */
public final class TaskNames {
    private TaskNames() {}

    /** {@code visit, conversion (space: visit)}. */
    public static String of(Schema schema) {
        return schema.tasks().stream()
                .map(task -> task.name()
                        + task.parent().map(p -> " (space: " + p + ")").orElse(""))
                .collect(Collectors.joining(", "));
    }
}
