package dev.braid.explain;

import java.util.ArrayList;
import java.util.List;

/** Names of traces as people read them: {@code task.1.expert.0} becomes {@code buy expert 0}. */
final class Names {
    private final List<String> tasks;

    /**
     * @param tasks the tasks' names, in the schema's order
     */
    Names(List<String> tasks) {
        this.tasks = List.copyOf(tasks);
    }

    /** The name of the part of a model, or of something in it; the model itself is "". */
    String of(String trace) {
        List<String> words = new ArrayList<>();
        String[] steps = trace.split("\\.", -1);
        for (int i = 0; i < steps.length; i++) {
            if (steps[i].equals("task") && i + 1 < steps.length) {
                words.add(task(Integer.parseInt(steps[++i])));
            } else {
                words.add(steps[i]);
            }
        }
        return String.join(" ", words);
    }

    List<String> of(List<String> traces) {
        return traces.stream().map(this::of).toList();
    }

    /** Behind the tasks stand heads that only the model's own objective reads. */
    private String task(int t) {
        return t < tasks.size() ? tasks.get(t) : "head " + t;
    }
}
