package dev.braid.report;

import dev.braid.experiment.ComparedRun;
import dev.braid.experiment.reproduce.PaperColumn;
import dev.braid.experiment.reproduce.Reproduced;
import dev.braid.experiment.reproduce.ReproducedDataset;
import dev.braid.experiment.reproduce.ReproducedRow;
import dev.braid.report.chart.Axis;
import dev.braid.report.chart.Chart;
import dev.braid.report.chart.Point;
import dev.braid.report.chart.Series;
import dev.braid.train.FinishedRun;
import dev.braid.train.TrainingHistory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Training loss of each task over the steps, a line for each variant, mean over seeds: from the runs' own logs. */
final class GateLossCharts {
    private final Reproduced result;
    private final Path folder;

    GateLossCharts(Reproduced result, Path folder) {
        this.result = result;
        this.folder = folder;
    }

    List<Chart> charts() {
        List<Chart> charts = new ArrayList<>();
        for (ReproducedDataset dataset : result.datasets()) {
            dataset.columns().stream()
                    .map(PaperColumn::task)
                    .distinct()
                    .forEach(task -> charts.add(chart(dataset, task)));
        }
        return charts;
    }

    private Chart chart(ReproducedDataset dataset, String task) {
        List<Series> series = dataset.rows().stream()
                .map(row -> Series.of(row.row(), Series.Shape.LINE, losses(dataset, row, task)))
                .toList();
        return new Chart(
                ReproductionPage.heading(result, dataset) + ": training loss of " + task,
                "Mean since the point before, mean over " + result.seeds() + " seeds"
                        + (result.simulated() ? "; simulated data." : "."),
                Axis.fromZero("step"),
                Axis.linear("log-loss (nats)"),
                series);
    }

    /** At the steps that every seed reached. */
    private List<Point> losses(ReproducedDataset dataset, ReproducedRow row, String task) {
        List<ComparedRun> runs = dataset.comparison().runs().stream()
                .filter(run -> run.variant().equals(row.variant()) && run.ended())
                .toList();
        SortedMap<Long, List<Double>> bySteps = new TreeMap<>();
        for (ComparedRun run : runs) {
            Path place = folder.resolve(dataset.name()).resolve("runs").resolve(run.variant() + "-" + run.seed());
            for (TrainingHistory.Losses losses :
                    FinishedRun.read(place).history().losses()) {
                double loss = losses.byTask().getOrDefault(task, Double.NaN);
                if (Double.isFinite(loss)) {
                    bySteps.computeIfAbsent(losses.step(), step -> new ArrayList<>())
                            .add(loss);
                }
            }
        }
        List<Point> points = new ArrayList<>();
        for (Map.Entry<Long, List<Double>> at : bySteps.entrySet()) {
            if (at.getValue().size() == runs.size()) {
                double mean = at.getValue().stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow();
                points.add(new Point(at.getKey(), mean));
            }
        }
        return points;
    }
}
