package dev.braid.report;

import dev.braid.explain.Explanation;
import dev.braid.explain.TaskSummary;
import dev.braid.metric.CalibrationCurve;
import dev.braid.report.chart.Axis;
import dev.braid.report.chart.Chart;
import dev.braid.report.chart.Figure;
import dev.braid.report.chart.HeatMap;
import dev.braid.report.chart.HeatMap.Colours;
import dev.braid.report.chart.Point;
import dev.braid.report.chart.Segment;
import dev.braid.report.chart.Series;
import dev.braid.report.page.SortableTable;
import dev.braid.report.page.SortableTable.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a model says about every task: activations, calibration, propensities, and how labels go together. */
final class TaskCharts {
    private final Explanation explanation;

    TaskCharts(Explanation explanation) {
        this.explanation = explanation;
    }

    /** Activation against confidence, or by label where the data has no base confidence (DE-PHN, Fig. 7). */
    List<Figure> activations() {
        return explanation.perTask().stream()
                .<Figure>map(task -> task.confidence().isEmpty() ? byLabel(task) : againstConfidence(task))
                .toList();
    }

    private static Figure byLabel(TaskSummary task) {
        return new Chart(
                task.task() + ": activation by label",
                "How the logits of rows with label 1 and of rows with label 0 are spread; the less both overlap, the better"
                        + " the model tells them apart.",
                Axis.linear("logit"),
                Axis.fromZero("share of the rows with that label"),
                List.of(
                        histogram(
                                "label 1", task.activation(), task.activation().positives()),
                        histogram(
                                "label 0", task.activation(), task.activation().negatives())));
    }

    private static Series histogram(String name, TaskSummary.Activation bins, List<Long> counts) {
        double total = counts.stream().mapToLong(c -> c).sum();
        List<Point> points = new ArrayList<>();
        for (int b = 0; b < counts.size() && total > 0; b++) {
            points.add(new Point(bins.least() + (b + 0.5) * bins.width(), counts.get(b) / total));
        }
        return Series.of(name, Series.Shape.LINE, points);
    }

    private static Figure againstConfidence(TaskSummary task) {
        List<Point> means = new ArrayList<>();
        List<Segment> spreads = new ArrayList<>();
        List<Point> base = new ArrayList<>();
        for (TaskSummary.ConfidenceBin bin : task.confidence()) {
            double x = bin.confidence();
            means.add(new Point(x, bin.mean()));
            spreads.add(new Segment(new Point(x, bin.low()), new Point(x, bin.high())));
            base.add(new Point(x, bin.base()));
        }
        return new Chart(
                task.task() + ": activation against confidence",
                "Rows in groups of similar base confidence, from which the labels were made: mean logit, and 90 % of the rows"
                        + " (DE-PHN, Fig. 7). The dashed line is the confidence that the task's labels were made from; predictions need not have its scale, but should cross 0 where it does.",
                Axis.linear("base confidence"),
                Axis.linear("logit"),
                List.of(
                        Series.of("prediction", Series.Shape.LINE_WITH_POINTS, means)
                                .spreading(spreads),
                        Series.of("base confidence", Series.Shape.REFERENCE, base)));
    }

    /** Observed rates against predicted probabilities. */
    List<Figure> calibration() {
        List<Figure> charts = new ArrayList<>();
        explanation.perTask().forEach(task -> charts.add(calibration(task.task(), task.calibration())));
        explanation.chains().forEach((chain, curve) -> charts.add(calibration(chain, curve)));
        return charts;
    }

    private static Figure calibration(String task, CalibrationCurve curve) {
        List<Point> points = new ArrayList<>();
        List<Segment> intervals = new ArrayList<>();
        double end = 0;
        for (CalibrationCurve.Bin bin : curve.bins()) {
            points.add(new Point(bin.predicted(), bin.observed()));
            intervals.add(new Segment(new Point(bin.predicted(), bin.low()), new Point(bin.predicted(), bin.high())));
            end = Math.max(end, Math.max(bin.predicted(), bin.observed()));
        }
        return new Chart(
                task + ": calibration",
                "Rows in groups of similar probability and equal size; on the dashed line the prediction is what happens."
                        + " Whiskers are 95 % intervals.",
                Axis.fromZero("mean predicted probability"),
                Axis.fromZero("observed rate"),
                List.of(
                        Series.of(task, Series.Shape.LINE_WITH_POINTS, points).spreading(intervals),
                        Series.of(
                                "as predicted",
                                Series.Shape.REFERENCE,
                                List.of(new Point(0, 0), new Point(end, end)))));
    }

    /** How the labels go together; none with a single task. */
    List<Figure> labels() {
        if (explanation.tasks().size() < 2) {
            return List.of();
        }
        List<String> undefined = undefinedCorrelations();
        return List.of(new HeatMap(
                "correlation of labels" + (undefined.isEmpty() ? "" : " (blank: undefined)"),
                "Pearson correlation over the training rows where both labels are known."
                        + (undefined.isEmpty()
                                ? ""
                                : " Undefined, because one of the labels is the same in all these rows: "
                                        + String.join(", ", undefined) + "."),
                Axis.categories("", explanation.tasks()),
                Axis.categories("", InsideCharts.reversed(explanation.tasks())),
                "correlation",
                HeatMap.cells(InsideCharts.reversed(explanation.labelCorrelation())),
                Colours.around(-1, 1)));
    }

    private List<String> undefinedCorrelations() {
        List<String> tasks = explanation.tasks();
        List<String> undefined = new ArrayList<>();
        for (int s = 0; s < tasks.size(); s++) {
            for (int t = s; t < tasks.size(); t++) {
                if (explanation.labelCorrelation().get(s).get(t) == null) {
                    undefined.add(tasks.get(s) + (s == t ? " with itself" : " with " + tasks.get(t)));
                }
            }
        }
        return undefined;
    }

    /** Propensities of the tasks that have a sample space. */
    SortableTable propensities() {
        SortableTable table = new SortableTable(
                "Predicted probability of being in the sample space",
                List.of(
                        "task",
                        "rows",
                        "least",
                        "5 %",
                        "median",
                        "95 %",
                        "rows in the space",
                        "worth in equal weights"));
        for (TaskSummary task : withSpace()) {
            TaskSummary.Propensity propensity = task.propensity().orElseThrow();
            List<Double> inside = propensity.inside();
            table.row(List.of(
                    Cell.words(task.task()),
                    Cell.words("all"),
                    probability(propensity.all().get(0)),
                    probability(propensity.all().get(1)),
                    probability(propensity.all().get(3)),
                    probability(propensity.all().get(5)),
                    Shown.countCell(propensity.insideRows()),
                    Shown.countCell(propensity.effectiveRows())));
            if (!inside.isEmpty()) {
                table.row(List.of(
                        Cell.words(task.task()),
                        Cell.words("in the space"),
                        probability(inside.get(0)),
                        probability(inside.get(1)),
                        probability(inside.get(3)),
                        probability(inside.get(5)),
                        Shown.countCell(propensity.insideRows()),
                        Shown.countCell(propensity.effectiveRows())));
            }
        }
        return table;
    }

    /** The tasks with a sample space. */
    List<TaskSummary> withSpace() {
        return explanation.perTask().stream()
                .filter(task -> task.propensity().isPresent())
                .collect(Collectors.toList());
    }

    private static Cell probability(double p) {
        return Cell.number(Markdown.number("%.5f", p), p);
    }
}
