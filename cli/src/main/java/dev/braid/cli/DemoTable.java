package dev.braid.cli;

import dev.braid.data.simulate.FunnelTruth;
import dev.braid.metric.SplitEvaluation;
import dev.braid.metric.TaskEvaluation;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** AUC and log-loss per task: what each model reached on the test split, and last what the truth itself does. */
final class DemoTable {
    private final Map<String, FunnelTruth.Best> best;
    private final Table table;

    DemoTable(Map<String, FunnelTruth.Best> best) {
        this.best = best;
        List<String> header = new ArrayList<>(List.of("test split"));
        best.keySet().forEach(task -> {
            header.add(task + " AUC");
            header.add("log-loss");
        });
        header.add("seconds");
        this.table = new Table(header.toArray(String[]::new));
    }

    void model(String name, SplitEvaluation evaluation, double seconds) {
        List<String> row = new ArrayList<>(List.of(name));
        best.keySet().forEach(task -> {
            TaskEvaluation reached = evaluation.tasks().get(task);
            row.add(Table.metric(reached == null ? null : reached.auc()));
            row.add(Table.metric(reached == null ? null : reached.logloss()));
        });
        row.add(String.format(Locale.ROOT, "%.1f", seconds));
        table.row(row.toArray(String[]::new));
    }

    void print(PrintWriter out) {
        List<String> row = new ArrayList<>(List.of("best possible"));
        best.values().forEach(truth -> {
            row.add(Table.metric(truth.auc()));
            row.add(Table.metric(truth.logloss()));
        });
        table.row(row.toArray(String[]::new));
        table.print(out);
    }
}
