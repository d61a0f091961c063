package dev.braid.report;

import dev.braid.data.PreparedDataset;
import dev.braid.data.Split;
import dev.braid.metric.Binning;
import dev.braid.metric.CalibrationCurve;
import dev.braid.metric.RankedScores;
import dev.braid.report.chart.Axis;
import dev.braid.report.chart.Chart;
import dev.braid.report.chart.Point;
import dev.braid.report.chart.Segment;
import dev.braid.report.chart.Series;
import dev.braid.train.FinishedRun;
import dev.braid.train.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Observed rates against predicted probabilities, task by task, from the scores of every model on the evaluated split. */
final class CalibrationCurves {
    private static final int BINS = 12;

    private final Study study;
    private final PreparedDataset dataset;

    CalibrationCurves(Study study, PreparedDataset dataset) {
        this.study = study;
        this.dataset = dataset;
    }

    /** Scores the split with every run whose folder is there. */
    List<Chart> charts() {
        Map<String, Map<String, CalibrationCurve>> curves = new LinkedHashMap<>(); // by model, then task
        for (Subject subject : study.subjects()) {
            subject.shown().ifPresent(run -> curves.put(subject.label(), curves(run)));
        }
        return study.tasks().stream().map(task -> chart(task, curves)).toList();
    }

    private Map<String, CalibrationCurve> curves(FinishedRun finished) {
        Split split = Split.valueOf(study.split().toUpperCase(Locale.ROOT));
        Map<String, CalibrationCurve> curves = new LinkedHashMap<>();
        try (Run run = Run.open(finished.place())) {
            for (Map.Entry<String, RankedScores> task :
                    run.scores(dataset, split).entrySet()) {
                curves.put(task.getKey(), CalibrationCurve.of(task.getValue(), BINS, Binning.EQUAL_FREQUENCY));
            }
        }
        return curves;
    }

    private Chart chart(String task, Map<String, Map<String, CalibrationCurve>> curves) {
        List<Series> series = new ArrayList<>();
        double end = 0;
        for (Map.Entry<String, Map<String, CalibrationCurve>> model : curves.entrySet()) {
            List<CalibrationCurve.Bin> bins = model.getValue().get(task).bins();
            List<Point> points = bins.stream()
                    .map(bin -> new Point(bin.predicted(), bin.observed()))
                    .toList();
            Series curve = Series.of(model.getKey(), Series.Shape.LINE_WITH_POINTS, points);
            series.add(study.comparesModels() ? curve : curve.spreading(intervals(bins)));
            end = points.stream().mapToDouble(p -> Math.max(p.x(), p.y())).reduce(end, Math::max);
        }
        series.add(Series.of("as predicted", Series.Shape.REFERENCE, List.of(new Point(0, 0), new Point(end, end))));
        return new Chart(
                task + ": calibration",
                "Rows in up to " + BINS
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
