package dev.braid.report;

import dev.braid.explain.Explainer;
import dev.braid.metric.CalibrationCurve;
import dev.braid.report.chart.Axis;
import dev.braid.report.chart.Chart;
import dev.braid.report.chart.Point;
import dev.braid.report.chart.Segment;
import dev.braid.report.chart.Series;
import java.util.ArrayList;
import java.util.List;

/** Observed rates against predicted probabilities, task by task, from the scores of every model on the evaluated split. */
final class CalibrationCurves {
    private final Study study;
    private final List<InspectedModel> models;

    CalibrationCurves(Study study, List<InspectedModel> models) {
        this.study = study;
        this.models = models;
    }

    List<Chart> charts() {
        return study.tasks().stream().map(this::chart).toList();
    }

    private Chart chart(String task) {
        List<Series> series = new ArrayList<>();
        double end = 0;
        for (InspectedModel model : models) {
            List<CalibrationCurve.Bin> bins = model.calibration().get(task).bins();
            List<Point> points = bins.stream()
                    .map(bin -> new Point(bin.predicted(), bin.observed()))
                    .toList();
            Series curve = Series.of(model.label(), Series.Shape.LINE_WITH_POINTS, points);
            series.add(study.comparesModels() ? curve : curve.spreading(intervals(bins)));
            end = points.stream().mapToDouble(p -> Math.max(p.x(), p.y())).reduce(end, Math::max);
        }
        series.add(Series.of("as predicted", Series.Shape.REFERENCE, List.of(new Point(0, 0), new Point(end, end))));
        return new Chart(
                task + ": calibration",
                "Rows in up to " + Explainer.CALIBRATION_BINS
                        + " groups of similar probability and equal size; on the dashed line the prediction is"
                        + " what happens." + (study.comparesModels() ? "" : " Whiskers are 95 % intervals."),
                Axis.fromZero("mean predicted probability"),
                Axis.fromZero("observed rate"),
                series);
    }

    private static List<Segment> intervals(List<CalibrationCurve.Bin> bins) {
        return bins.stream()
                .map(bin -> new Segment(new Point(bin.predicted(), bin.low()), new Point(bin.predicted(), bin.high())))
                .toList();
    }
}
