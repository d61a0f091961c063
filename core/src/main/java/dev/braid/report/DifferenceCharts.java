package dev.braid.report;

import dev.braid.experiment.Ranking;
import dev.braid.experiment.reproduce.BaselineDifference;
import dev.braid.experiment.reproduce.PaperColumn;
import dev.braid.experiment.reproduce.Reproduced;
import dev.braid.experiment.reproduce.ReproducedDataset;
import dev.braid.report.chart.Axis;
import dev.braid.report.chart.Chart;
import dev.braid.report.chart.Point;
import dev.braid.report.chart.Segment;
import dev.braid.report.chart.Series;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Differences to the variant that a figure measures them to: a chart for each dataset and column, a line for each variant. */
final class DifferenceCharts {
    private final Reproduced result;

    DifferenceCharts(Reproduced result) {
        this.result = result;
    }

    List<Chart> charts() {
        List<Chart> charts = new ArrayList<>();
        for (ReproducedDataset dataset : result.datasets()) {
            Map<String, List<BaselineDifference>> byBaseline = BaselineDifference.of(result.name(), dataset).stream()
                    .collect(Collectors.groupingBy(
                            BaselineDifference::baseline, LinkedHashMap::new, Collectors.toList()));
            byBaseline.values().forEach(those -> dataset.columns()
                    .forEach(column -> charts.add(chart(dataset, column, those))));
        }
        return charts;
    }

    private Chart chart(ReproducedDataset dataset, PaperColumn column, List<BaselineDifference> all) {
        List<BaselineDifference> upwards = new ArrayList<>(
                all.stream().filter(d -> d.column().equals(column.heading())).toList());
        Collections.reverse(upwards); // the first one on top
        List<Point> means = new ArrayList<>();
        List<Segment> deviations = new ArrayList<>();
        for (int i = 0; i < upwards.size(); i++) {
            Double mean = upwards.get(i).difference().mean();
            Double deviation = upwards.get(i).difference().deviation();
            if (mean != null) {
                means.add(new Point(mean, i));
            }
            if (mean != null && deviation != null) {
                deviations.add(new Segment(new Point(mean - deviation, i), new Point(mean + deviation, i)));
            }
        }
        String baseline = all.get(0).baseline();
        boolean better =
                all.stream().filter(d -> d.column().equals(column.heading())).anyMatch(BaselineDifference::better);
        Series zero = Series.of(
                baseline,
                Series.Shape.REFERENCE,
                List.of(new Point(0, 0), new Point(0, Math.max(0, upwards.size() - 1))));
        return new Chart(
                ReproductionPage.heading(result, dataset) + ": " + column.heading() + ", difference to " + baseline,
                "Seed by seed, mean ± standard deviation; " + (better ? "right" : "left") + " of 0 is better than "
                        + baseline + "."
                        + (upwards.stream().anyMatch(d -> d.verdict() == Ranking.Verdict.CHANCE)
                                ? " " + ChanceNote.MARK + " marks what could be chance in the seeds."
                                : ""),
                Axis.linear("difference"),
                Axis.categories(
                        "",
                        upwards.stream()
                                .map(d -> d.variant() + ChanceNote.mark(d))
                                .toList()),
                List.of(
                        Series.of(
                                        "difference" + (result.simulated() ? " (simulated data)" : ""),
                                        Series.Shape.POINTS,
                                        means)
                                .spreading(deviations),
                        zero));
    }
}
