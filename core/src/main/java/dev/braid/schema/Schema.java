package dev.braid.schema;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The columns of a prepared dataset, in the order in which batches carry them.
 *
 * @param features at least one; the order is the order of the fields of every model
 * @param tasks at least one; a task's parent stands before it
 */
public record Schema(List<Feature> features, List<Task> tasks) {
    public Schema {
        features = List.copyOf(features);
        tasks = List.copyOf(tasks);
        if (features.isEmpty()) {
            throw new IllegalArgumentException("a schema needs at least one feature");
        }
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("a schema needs at least one task");
        }
        Set<String> names = new HashSet<>();
        for (Feature feature : features) {
            if (!names.add(feature.name())) {
                throw new IllegalArgumentException("two features are named '" + feature.name() + "'");
            }
        }
        Map<String, Feature> sharing = new HashMap<>();
        for (Feature feature : features) {
            feature.embedding().ifPresent(embedding -> {
                Feature first = sharing.computeIfAbsent(embedding, e -> feature);
                if (first.ids() != feature.ids()) {
                    throw new IllegalArgumentException("embedding " + embedding + ": feature " + first.name() + " has "
                            + first.ids() + " ids, but feature " + feature.name() + ", which shares it, has "
                            + feature.ids());
                }
            });
        }
        Set<String> seen = new HashSet<>();
        for (Task task : tasks) {
            task.parent().ifPresent(parent -> {
                if (!seen.contains(parent)) {
                    throw new IllegalArgumentException("task " + task.name() + ": its parent '" + parent
                            + "' must be a task declared before it; known so far: " + seen);
                }
            });
            if (!seen.add(task.name())) {
                throw new IllegalArgumentException("two tasks are named '" + task.name() + "'");
            }
        }
    }

    /** The position of a task, which is its position in every model's outputs. */
    public int taskIndex(String name) {
        for (int t = 0; t < tasks.size(); t++) {
            if (tasks.get(t).name().equals(name)) {
                return t;
            }
        }
        throw new IllegalArgumentException("no task is named '" + name + "'");
    }

    /** The position of every task's parent, and -1 for a task without one. */
    public int[] parents() {
        return tasks.stream()
                .mapToInt(task -> task.parent().map(this::taskIndex).orElse(-1))
                .toArray();
    }
}
