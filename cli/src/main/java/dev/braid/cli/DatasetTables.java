package dev.braid.cli;

import dev.braid.data.DatasetDescription;
import dev.braid.data.DatasetDescription.FeatureDescription;
import dev.braid.data.DatasetDescription.TaskDescription;
import dev.braid.schema.Task;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The description of a dataset as tables for people. */
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

    void printFeatures(PrintWriter out) {
        out.println();
        List<String> splits = List.copyOf(description.splits().keySet());
        List<String> header = new ArrayList<>(List.of("feature", "vocabulary"));
        splits.forEach(s -> header.add("missing " + s));
        splits.forEach(s -> header.add("unseen " + s));
        Table table = new Table(header.toArray(String[]::new));
        for (FeatureDescription feature : description.features()) {
            List<String> row = new ArrayList<>();
            row.add(feature.feature());
            row.add(feature.vocabulary() == 0 ? "number" : Table.count(feature.vocabulary()));
            splits.forEach(s -> row.add(share(feature.missing(), s)));
            splits.forEach(s -> row.add(share(feature.unseen(), s)));
            table.row(row.toArray(String[]::new));
        }
        table.print(out);
    }

    void printCorrelations(PrintWriter out) {
        List<String> names =
                description.schema().tasks().stream().map(Task::name).toList();
        if (names.size() < 2) {
            return;
        }
        out.println();
        Table table = new Table("tasks", "", "Pearson", "cosine", "common rows");
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                table.row(
                        names.get(i),
                        names.get(j),
                        Table.metric(description.labelCorrelations().pearson()[i][j]),
                        Table.metric(description.labelCorrelations().cosine()[i][j]),
                        Table.count(description.labelCorrelations().rows()[i][j]));
            }
        }
        table.print(out);
    }

    private static String share(Map<String, Double> shares, String split) {
        return Table.percent(shares.get(split));
    }
}
