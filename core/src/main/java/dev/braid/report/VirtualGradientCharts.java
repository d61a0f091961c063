package dev.braid.report;

import dev.braid.explain.VirtualGradientMap;
import dev.braid.report.chart.Axis;
import dev.braid.report.chart.Figure;
import dev.braid.report.chart.HeatMap;
import dev.braid.report.chart.HeatMap.Colours;
import java.util.List;
import java.util.Locale;

/** The eight functions of the virtual gradient, DE-PHN's Fig. 4. */
final class VirtualGradientCharts {
    private VirtualGradientCharts() {}

    static List<Figure> of(List<VirtualGradientMap> functions) {
        return functions.stream().<Figure>map(VirtualGradientCharts::chart).toList();
    }

    private static Figure chart(VirtualGradientMap map) {
        List<String> steps = map.axis().stream()
                .map(v -> String.format(Locale.ROOT, "%.2f", v))
                .toList();
        return new HeatMap(
                "virtual gradient " + map.name() + ": " + map.formula(),
                "The coefficient that another task puts on a gate's gradient. Below 1 the gradient is reduced, above 1"
                        + " enhanced.",
                Axis.categories("x: absolute correlation of two tasks' labels", steps),
                Axis.categories("y: difference of their gates, at most 1", steps),
                "coefficient",
                HeatMap.cells(map.coefficient()),
                Colours.around(0, 2));
    }
}
