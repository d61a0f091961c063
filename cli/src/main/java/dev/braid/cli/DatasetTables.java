package dev.braid.cli;

import dev.braid.data.DatasetDescription;
import dev.braid.data.DatasetDescription.TaskDescription;
import java.io.PrintWriter;

/** The rows and rates of a dataset as a table for people. */
final class DatasetTables {
    private final DatasetDescription description;

    DatasetTables(DatasetDescription description) {
        this.description = description;
    }

    void printSplits(PrintWriter out) {
        out.println(description.name());
        Table table = new Table("split", "rows", "task", "labelled", "positive", "rate");
        description.splits().forEach((split, held) -> {
            for (TaskDescription task : held.tasks()) {
                table.row(
                        split,
                        Table.count(held.rows()),
                        task.task(),
                        Table.count(task.rows()),
                        Table.count(task.positives()),
                        Table.percent(task.rate()));
            }
        });
        table.print(out);
    }
}
