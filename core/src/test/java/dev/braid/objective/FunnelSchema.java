package dev.braid.objective;

import dev.braid.schema.Feature;
import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Schemas of tasks that follow each other. */
enum FunnelSchema {
    CLICK_BUY("click", "buy<click"),
    CLICK_BUY_REFUND("click", "buy<click", "refund<buy"),
    TREE("click", "buy<click", "like<click", "refund<buy"),
    PARALLEL("click", "like"),
    ONE("click");

    private final String tasks;

    FunnelSchema(String... tasks) {
        this.tasks = String.join(" ", tasks);
    }

    Schema schema() {
        List<Task> declared = new ArrayList<>();
        for (String task : tasks.split(" ", -1)) {
            String[] names = task.split("<", 2);
            declared.add(new Task(names[0], names.length == 1 ? Optional.empty() : Optional.of(names[1]), 1, false));
        }
        return new Schema(List.of(new Feature.Numeric("x")), declared);
    }
}
