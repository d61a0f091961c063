package dev.braid.report;

import dev.braid.explain.ExpertSummary;
import dev.braid.explain.GateSummary;
import dev.braid.explain.Inside;
import dev.braid.explain.PartSummary;
import dev.braid.explain.SelectionSummary;
import dev.braid.report.chart.Axis;
import dev.braid.report.chart.Chart;
import dev.braid.report.chart.Figure;
import dev.braid.report.chart.HeatMap;
import dev.braid.report.chart.HeatMap.Colours;
import dev.braid.report.chart.Point;
import dev.braid.report.chart.Series;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** What a model weighs, compares and adds up, as figures. */
final class InsideCharts {
    private final Inside inside;

    InsideCharts(Inside inside) {
        this.inside = inside;
    }

    /** What every reader weighs, a figure per place. */
    List<Figure> gates() {
        return inside.gatesByPlace().stream().map(this::gates).toList();
    }

    private Figure gates(List<GateSummary> gates) {
        List<String> choices =
                gates.stream().flatMap(g -> g.choices().stream()).distinct().toList();
        List<HeatMap.Cell> cells = new ArrayList<>();
        for (int g = 0; g < gates.size(); g++) {
            GateSummary gate = gates.get(g);
            for (int c = 0; c < gate.choices().size(); c++) {
                double mean = gate.mean().get(c);
                if (Double.isFinite(mean)) {
                    cells.add(new HeatMap.Cell(choices.indexOf(gate.choices().get(c)), gates.size() - 1 - g, mean));
                }
            }
        }
        boolean shares = cells.stream().allMatch(c -> c.value() >= 0 && c.value() <= 1);
        return new HeatMap(
                "gate weights" + at(gates.get(0).place()),
                "Each line is a reader, each column what it weighs; mean over the rows."
                        + (gates.stream().allMatch(GateSummary::sameForAllRows)
                                ? " The weights are the same for all rows."
                                : ""),
                Axis.categories("", choices),
                Axis.categories(
                        "", reversed(gates.stream().map(GateSummary::reader).toList())),
                "weight",
                cells,
                shares ? Colours.growing(0, Math.max(0.5, most(cells))) : Colours.over(cells));
    }

    private static double most(List<HeatMap.Cell> cells) {
        return cells.stream().mapToDouble(HeatMap.Cell::value).max().orElse(1);
    }

    /** How similar experts are, a figure per place with several. */
    List<Figure> similarity() {
        return inside.experts().stream()
                .filter(e -> e.experts().size() > 1)
                .map(this::similarity)
                .toList();
    }

    private Figure similarity(ExpertSummary experts) {
        return new HeatMap(
                "similarity of experts" + at(experts.place()),
                "Linear CKA of what two experts put out: 1, the one is the other turned, scaled or shifted; 0, nothing in"
                        + " common. An expert that puts out the same for all rows has no cell.",
                Axis.categories("", experts.experts()),
                Axis.categories("", reversed(experts.experts())),
                "CKA",
                HeatMap.cells(reversed(experts.similarity())),
                Colours.growing(0, 1));
    }

    /** Soft selection gates: all of them field by field, then each one coordinate by coordinate. */
    List<Figure> selections() {
        if (inside.selections().isEmpty()) {
            return List.of();
        }
        List<Figure> figures = new ArrayList<>();
        List<SelectionSummary> all = reversed(inside.selections());
        figures.add(selection(
                "selection gates by field",
                "Share of the attended embedding, the mean over a field's coordinates; the rest is raw (DE-PHN, Fig. 3a).",
                Axis.categories("", all.get(0).fields()),
                Axis.categories("", all.stream().map(SelectionSummary::place).toList()),
                HeatMap.cells(all.stream().map(SelectionSummary::perField).toList())));
        for (SelectionSummary one : inside.selections()) {
            int width = one.share().get(0).size();
            List<List<Double>> coordinates = IntStream.range(0, width)
                    .mapToObj(
                            k -> one.share().stream().map(field -> field.get(k)).toList())
                    .toList();
            figures.add(selection(
                    one.place() + " by coordinate",
                    "Share of the attended embedding at every coordinate of every field.",
                    Axis.categories("", one.fields()),
                    Axis.categories("", numbers(width)),
                    HeatMap.cells(coordinates)));
        }
        return figures;
    }

    private Figure selection(String title, String note, Axis x, Axis y, List<HeatMap.Cell> cells) {
        double off =
                cells.stream().mapToDouble(c -> Math.abs(c.value() - 0.5)).max().orElse(0.5);
        double reach = Math.max(off, 0.05);
        return new HeatMap(title, note, x, y, "share", cells, Colours.around(0.5 - reach, 0.5 + reach));
    }

    /** Of which parts the tasks' logits are made; no figure where they are of one piece. */
    List<Figure> parts() {
        List<PartSummary> tasks =
                inside.parts().stream().filter(p -> p.parts().size() > 1).toList();
        if (tasks.isEmpty()) {
            return List.of();
        }
        List<Series> series = new ArrayList<>();
        List<String> parts = tasks.get(0).parts();
        for (int p = 0; p < parts.size(); p++) {
            List<Point> shares = new ArrayList<>();
            for (int t = 0; t < tasks.size(); t++) {
                double share = tasks.get(t).share(p);
                if (Double.isFinite(share)) {
                    shares.add(new Point(t, share));
                }
            }
            series.add(Series.of(parts.get(p), Series.Shape.BARS, shares));
        }
        return List.of(new Chart(
                "parts of the logit",
                "Share of each part in the absolute activation before the sigmoid (DE-PHN, Fig. 3b).",
                Axis.categories("", tasks.stream().map(PartSummary::task).toList()),
                Axis.fromZero("share of the absolute activation"),
                series));
    }

    private static String at(String place) {
        return place.isEmpty() ? "" : ", " + place;
    }

    private static List<String> numbers(int n) {
        return IntStream.range(0, n).mapToObj(String::valueOf).toList();
    }

    /** The first one on top. */
    static <T> List<T> reversed(List<T> list) {
        List<T> upwards = new ArrayList<>(list);
        Collections.reverse(upwards);
        return upwards;
    }
}
