package dev.braid.cli;

import dev.braid.metric.Metric;
import dev.braid.metric.SplitEvaluation;
import dev.braid.metric.TaskEvaluation;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The evaluation of a split as a table: a line per task, and one for each chain over all rows. */
final class EvaluationTable {
    private EvaluationTable() {}

    static void print(SplitEvaluation split, PrintWriter out) {
        List<Metric> metrics = Arrays.stream(Metric.values())
                .filter(m -> split.tasks().values().stream().anyMatch(t -> !Double.isNaN(m.of(t))))
                .toList();
        out.println(split.split() + ", " + Table.count(split.rows()) + " rows");
        List<String> header = new ArrayList<>(List.of("task", "space", "rows", "positives"));
        metrics.forEach(m -> header.add(m.label()));
        Table table = new Table(header.toArray(String[]::new));
        split.tasks().forEach((name, task) -> {
            List<String> row = new ArrayList<>(
                    List.of(name, task.space(), Table.count(task.rows()), Table.count(task.positives())));
            metrics.forEach(m -> row.add(cell(m, task)));
            table.row(row.toArray(String[]::new));
        });
        table.print(out);
        split.tasks().forEach((name, task) -> reason(name, task, out));
    }

    private static String cell(Metric metric, TaskEvaluation task) {
        double value = metric.of(task);
        return Double.isNaN(value) ? "-" : Table.metric(value);
    }

    /** Says why there is no AUC: the question everyone asks. */
    private static void reason(String name, TaskEvaluation task, PrintWriter out) {
        if (task.auc() == null) {
            String why = task.rows() == 0
                    ? "no row is in its sample space"
                    : "one class only (" + Table.count(task.positives()) + " positives of " + Table.count(task.rows())
                            + " rows)";
            out.println(name + ": auc is undefined: " + why);
        }
    }
}
