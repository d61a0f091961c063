package dev.braid.report;

import dev.braid.metric.Metric;
import dev.braid.report.chart.Axis;
import dev.braid.report.chart.Chart;
import dev.braid.report.chart.Point;
import dev.braid.report.chart.Series;
import dev.braid.train.FinishedRun;
import dev.braid.train.TrainingHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How losses and the validation metric went along training, task by task. */
final class LearningCurves {
    private final Study study;

    LearningCurves(Study study) {
        this.study = study;
    }

    List<Chart> charts() {
        List<Chart> charts = new ArrayList<>();
        for (String task : study.declaredTasks()) {
            charts.add(loss(task));
            charts.add(validation(task));
        }
        return charts;
    }

    /** Training losses alone. */
    List<Chart> losses() {
        return study.declaredTasks().stream().map(this::loss).toList();
    }

    private Chart loss(String task) {
        List<Series> series = new ArrayList<>();
        for (Subject subject : study.subjects()) {
            subject.shown()
                    .ifPresent(run -> series.add(Series.of(subject.label(), Series.Shape.LINE, losses(run, task))
                            .marking(nearestTo(run.result().bestStep(), losses(run, task)))));
        }
        return new Chart(
                task + ": training loss",
                "Mean since the point before; the circle is at the step whose weights were kept.",
                Axis.fromZero("step"),
                Axis.linear("log-loss (nats)"),
                series);
    }

    private static List<Point> losses(FinishedRun run, String task) {
        return run.history().losses().stream()
                .filter(l -> Double.isFinite(l.byTask().getOrDefault(task, Double.NaN)))
                .map(l -> new Point(l.step(), l.byTask().get(task)))
                .toList();
    }

    private Chart validation(String task) {
        Metric metric = study.shown().stream()
                        .anyMatch(run -> !measured(run, task, Metric.AUC).isEmpty())
                ? Metric.AUC
                : Metric.LOGLOSS;
        List<Series> series = new ArrayList<>();
        for (Subject subject : study.subjects()) {
            subject.shown().ifPresent(run -> {
                List<Point> points = measured(run, task, metric);
                long best = run.result().bestStep();
                series.add(Series.of(subject.label(), Series.Shape.LINE_WITH_POINTS, points)
                        .marking(points.stream().filter(p -> p.x() == best).toList()));
            });
        }
        return new Chart(
                task + ": validation " + Shown.name(metric),
                "On the validation split; the circle is the step whose weights were kept.",
                Axis.fromZero("step"),
                Axis.linear(Shown.name(metric)),
                series);
    }

    private static List<Point> measured(FinishedRun run, String task, Metric metric) {
        List<Point> points = new ArrayList<>();
        for (TrainingHistory.Evaluated evaluated : run.history().evaluations()) {
            double value = evaluated.byTask().containsKey(task)
                    ? metric.of(evaluated.byTask().get(task))
                    : Double.NaN;
            if (Double.isFinite(value)) {
                points.add(new Point(evaluated.step(), value));
            }
        }
        return points;
    }

    /** Losses are noted every so many steps, seldom at the best one. */
    private static List<Point> nearestTo(long step, List<Point> points) {
        return points.stream().min(Comparator.comparingDouble(p -> Math.abs(p.x() - step))).stream()
                .toList();
    }
}
