package dev.braid.report;

import dev.braid.explain.CoefficientSummary;
import dev.braid.explain.Explanation;
import dev.braid.explain.GateSummary;
import dev.braid.explain.GradientSummary;
import dev.braid.explain.TracedStep;
import dev.braid.report.chart.Axis;
import dev.braid.report.chart.Chart;
import dev.braid.report.chart.Figure;
import dev.braid.report.chart.Point;
import dev.braid.report.chart.Series;
import dev.braid.train.TrainingHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What went on along training: losses, gates, coefficients of the virtual gradient, the tasks' gradients. */
final class TracedStepCharts {
    /** A place with more readers than these has its entropies shown, but not every weight. */
    private static final int MOST_READERS = 6;

    /** More steps than these are not told apart in a figure. */
    private static final int MOST_STEPS = 400;

    private final Explanation explanation;
    private final List<TracedStep> steps;
    private final int every;

    TracedStepCharts(Explanation explanation) {
        this.explanation = explanation;
        List<TracedStep> noted = explanation.training();
        this.every = 1 + (noted.size() - 1) / MOST_STEPS;
        this.steps = IntStream.range(0, noted.size())
                .filter(i -> i % every == 0)
                .mapToObj(noted::get)
                .toList();
    }

    /** Training losses of all tasks in one figure (DE-PHN, Fig. 6). */
    List<Figure> losses() {
        List<Series> series = new ArrayList<>();
        for (String task : explanation.tasks()) {
            List<Point> points = new ArrayList<>();
            for (TrainingHistory.Losses losses : explanation.losses()) {
                add(points, losses.step(), losses.byTask().get(task));
            }
            series.add(Series.of(task, Series.Shape.LINE, points));
        }
        return List.of(new Chart(
                "training loss per task",
                "Mean over the steps since the point before. A report of several runs compares kinds of gates by it (DE-PHN,"
                        + " Fig. 6).",
                Axis.fromZero("step"),
                Axis.linear("log-loss (nats)"),
                series));
    }

    /** Weights and entropies of gates. */
    List<Figure> gates() {
        List<Figure> figures = new ArrayList<>();
        for (List<GateSummary> place : explanation.inside().gatesByPlace()) {
            if (place.size() <= MOST_READERS) {
                place.forEach(gate -> figures.add(weights(gate)));
            }
            figures.add(entropies(place));
        }
        return figures;
    }

    private Figure weights(GateSummary gate) {
        List<Series> series = new ArrayList<>();
        for (int c = 0; c < gate.choices().size(); c++) {
            int choice = c;
            series.add(line(
                    gate.choices().get(c),
                    step -> weight(step, gate, g -> g.mean().get(choice))));
        }
        return new Chart(
                gate.reader() + ": gate weights" + at(gate.place()),
                "Mean over the rows of a batch, before the step." + thinned(),
                Axis.fromZero("step"),
                Axis.linear("weight"),
                series);
    }

    private Figure entropies(List<GateSummary> place) {
        return new Chart(
                "entropy of gates" + at(place.get(0).place()),
                "1: all choices weigh the same; 0: one has it all. A gate that stays at 1 has learned nothing, one that falls"
                        + " to 0 early has stopped to choose." + thinned(),
                Axis.fromZero("step"),
                Axis.fromZero("entropy, as a share of the largest"),
                place.stream()
                        .map(gate -> line(gate.reader(), step -> weight(step, gate, GateSummary::entropy)))
                        .toList());
    }

    private static @Nullable Double weight(TracedStep step, GateSummary like, ToDoubleFunction<GateSummary> number) {
        for (GateSummary gate : step.gates()) {
            if (gate.place().equals(like.place()) && gate.reader().equals(like.reader())) {
                return number.applyAsDouble(gate);
            }
        }
        return null;
    }

    /** Coefficients really applied, task by task. */
    List<Figure> coefficients() {
        if (steps.isEmpty()) {
            return List.of();
        }
        List<Figure> figures = new ArrayList<>();
        List<CoefficientSummary> first = steps.get(0).coefficients();
        for (int i = 0; i < first.size(); i++) {
            int at = i;
            CoefficientSummary task = first.get(i);
            List<Series> series = new ArrayList<>();
            for (int c = 0; c < task.choices().size(); c++) {
                int choice = c;
                series.add(line(
                        task.choices().get(c),
                        step -> step.coefficients().get(at).mean().get(choice)));
            }
            figures.add(new Chart(
                    task.reader() + ": coefficients of the virtual gradient",
                    "What the gradient of each gate was multiplied by; 1 changes nothing, 0 stops it." + thinned(),
                    Axis.fromZero("step"),
                    Axis.fromZero("coefficient"),
                    series));
        }
        return figures;
    }

    /** How the tasks' gradients lie to each other, and how long they are. */
    List<Figure> gradients() {
        if (explanation.tasks().size() < 2) {
            return List.of();
        }
        return List.of(
                cosines("on the shared parameters", TracedStep::shared),
                cosines("on the embeddings", TracedStep::embeddings),
                norms("on the shared parameters", TracedStep::shared));
    }

    private Figure cosines(String where, Function<TracedStep, GradientSummary> of) {
        List<String> tasks = explanation.tasks();
        List<Series> series = new ArrayList<>();
        for (int s = 0; s < tasks.size(); s++) {
            for (int t = s + 1; t < tasks.size(); t++) {
                int one = s;
                int other = t;
                series.add(line(
                        tasks.get(s) + " and " + tasks.get(t),
                        step -> of.apply(step).cosines().get(one).get(other)));
            }
        }
        return new Chart(
                "cosine of the tasks' gradients " + where,
                "Above 0 a step for one task helps the other; below 0 they conflict." + thinned(),
                Axis.fromZero("step"),
                Axis.linear("cosine (−1 to 1)"),
                series);
    }

    private Figure norms(String where, Function<TracedStep, GradientSummary> of) {
        List<Series> series = new ArrayList<>();
        for (int t = 0; t < explanation.tasks().size(); t++) {
            int task = t;
            series.add(line(
                    explanation.tasks().get(t), step -> of.apply(step).norms().get(task)));
        }
        return new Chart(
                "length of the tasks' gradients " + where,
                "A task whose gradient is much longer than the others' decides the step." + thinned(),
                Axis.fromZero("step"),
                Axis.fromZero("length (L2 norm)"),
                series);
    }

    private Series line(String name, Function<TracedStep, @Nullable Double> value) {
        List<Point> points = new ArrayList<>();
        steps.forEach(step -> add(points, step.step(), value.apply(step)));
        return Series.of(name, Series.Shape.LINE, points);
    }

    private String thinned() {
        return every == 1 ? "" : " One of " + every + " noted steps is drawn.";
    }

    private static void add(List<Point> points, long step, @Nullable Double value) {
        if (value != null && Double.isFinite(value)) {
            points.add(new Point(step, value));
        }
    }

    private static String at(String place) {
        return place.isEmpty() ? "" : ", " + place;
    }
}
