package dev.braid.metric;

import java.util.Optional;

/**
 * What evaluation needs to know of a task.
 *
 * @param name the task's name
 * @param parent the task whose positive rows are its sample space; empty when all rows are
 * @param users whether its rows come with users, for GAUC
 */
public record EvaluatedTask(String name, Optional<String> parent, boolean users) {
    /** The name of the task's sample space in reports: {@code "all"} or {@code "PARENT=1"}. */
    public String space() {
        return parent.map(p -> p + "=1").orElse(TaskEvaluation.ALL_ROWS);
    }
}
