package dev.braid.report;

import dev.braid.experiment.Spread;
import dev.braid.metric.Metric;
import dev.braid.report.chart.Axis;
import dev.braid.report.chart.Chart;
import dev.braid.report.chart.Point;
import dev.braid.report.chart.Segment;
import dev.braid.report.chart.Series;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Models beside each other: their quality with its deviation, and what it costs in speed. */
final class ComparisonCharts {
    private final Study study;

    ComparisonCharts(Study study) {
        this.study = study;
    }

    /** Mean and deviation of every model, a chart per task. */
    List<Chart> quality() {
        return study.tasks().stream().map(this::quality).toList();
    }

    /** Quality against speed, a chart per task. */
    List<Chart> speed() {
        return study.declaredTasks().stream().map(this::speed).toList();
    }

    private Chart quality(String task) {
        List<Subject> upwards = new ArrayList<>(study.subjects());
        Collections.reverse(upwards); // the first one on top
        List<Point> means = new ArrayList<>();
        List<Point> best = new ArrayList<>();
        List<Segment> deviations = new ArrayList<>();
        for (int i = 0; i < upwards.size(); i++) {
            Subject subject = upwards.get(i);
            Spread spread = study.of(subject, task, Metric.AUC);
            Double mean = spread.mean();
            Double deviation = spread.deviation();
            if (mean == null) {
                continue;
            }
            means.add(new Point(mean, i));
            if (study.isBest(subject, task, Metric.AUC)) {
                best.add(new Point(mean, i));
            }
            if (deviation != null) {
                deviations.add(new Segment(new Point(mean - deviation, i), new Point(mean + deviation, i)));
            }
        }
        String note = study.seeds() > 1
                ? "Mean ± standard deviation over " + study.seeds() + " seeds; the circle is the best mean."
                : "One training each; the circle is the best.";
        List<Series> series = new ArrayList<>(List.of(
                Series.of("AUC", Series.Shape.POINTS, means).marking(best).spreading(deviations)));
        double truth = study.truth(task, Metric.AUC);
        if (!Double.isNaN(truth)) {
            note += " The dashed line is what the true probabilities of the simulated data reach.";
            series.add(Series.of(
                    "best possible",
                    Series.Shape.REFERENCE,
                    List.of(new Point(truth, 0), new Point(truth, upwards.size() - 1.0))));
        }
        return new Chart(
                task + ": AUC of each model",
                note,
                Axis.linear("AUC"),
                Axis.categories("", upwards.stream().map(Subject::label).toList()),
                series);
    }

    private Chart speed(String task) {
        List<Series> series = new ArrayList<>();
        for (Subject subject : study.subjects()) {
            Double auc = study.of(subject, task, Metric.AUC).mean();
            Double rows = subject.summary().rowsPerSecond().mean();
            if (auc != null && rows != null) {
                series.add(Series.of(subject.label(), Series.Shape.NAMED_POINTS, List.of(new Point(rows, auc))));
            }
        }
        return new Chart(
                task + ": AUC against training speed",
                "Better is higher, faster is further right. Where names would overlap, pointing at a mark tells its name.",
                Axis.fromZero("training rows per second"),
                Axis.linear("AUC"),
                series);
    }
}
