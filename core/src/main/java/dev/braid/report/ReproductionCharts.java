package dev.braid.report;

import dev.braid.experiment.reproduce.PaperColumn;
import dev.braid.experiment.reproduce.Reproduced;
import dev.braid.experiment.reproduce.ReproducedCell;
import dev.braid.experiment.reproduce.ReproducedDataset;
import dev.braid.experiment.reproduce.ReproducedRow;
import dev.braid.report.chart.Axis;
import dev.braid.report.chart.Chart;
import dev.braid.report.chart.Point;
import dev.braid.report.chart.Segment;
import dev.braid.report.chart.Series;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A reproduced table as figures: for each column the paper's points and Braid's, line by line. */
final class ReproductionCharts {
    private final Reproduced result;
    private final ReproducedDataset dataset;

    ReproductionCharts(Reproduced result, ReproducedDataset dataset) {
        this.result = result;
        this.dataset = dataset;
    }

    List<Chart> charts() {
        List<Chart> charts = new ArrayList<>();
        for (int c = 0; c < dataset.columns().size(); c++) {
            charts.add(chart(c));
        }
        return charts;
    }

    private Chart chart(int c) {
        PaperColumn column = dataset.columns().get(c);
        List<ReproducedRow> upwards = new ArrayList<>(dataset.rows());
        Collections.reverse(upwards); // the first one on top
        List<Point> paper = new ArrayList<>();
        List<Point> braid = new ArrayList<>();
        List<Segment> deviations = new ArrayList<>();
        for (int i = 0; i < upwards.size(); i++) {
            ReproducedCell cell = upwards.get(i).cells().get(c);
            Double printed = cell.paper();
            Double mean = cell.braid().mean();
            Double deviation = cell.braid().deviation();
            if (printed != null) {
                paper.add(new Point(printed, i));
            }
            if (mean != null) {
                braid.add(new Point(mean, i));
            }
            if (mean != null && deviation != null) {
                deviations.add(new Segment(new Point(mean - deviation, i), new Point(mean + deviation, i)));
            }
        }
        String ours = "Braid" + (result.simulated() ? " (simulated data)" : "");
        List<Series> series = new ArrayList<>(
                List.of(Series.of(ours, Series.Shape.POINTS, braid).spreading(deviations)));
        if (column.printed()) {
            series.add(Series.of("paper", Series.Shape.POINTS, paper));
        }
        return new Chart(
                ReproductionPage.heading(result, dataset) + ": " + column.heading(),
                "Mean"
                        + (result.seeds() > 1
                                ? " ± standard deviation over " + result.seeds() + " seeds"
                                : " of one seed")
                        + (column.printed() ? ", and the paper's number." : "; the paper has no such column."),
                Axis.linear(column.heading()),
                Axis.categories("", upwards.stream().map(ReproducedRow::variant).toList()),
                series);
    }
}
