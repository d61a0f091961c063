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

    static List<Figure> all() {
        return VirtualGradientMap.all().stream()
                .<Figure>map(VirtualGradientCharts::chart)
                .toList();
    }

    private static Figure chart(VirtualGradientMap map) {
        List<String> steps = map.axis().stream()
                .map(v -> String.format(Locale.ROOT, "%.2f", v))
                .toList();
        return new HeatMap(
                "virtual gradient " + map.name(),
                map.formula() + ". Below 1 the gate's gradient is reduced, above 1 enhanced.",
                Axis.categories("x: correlation of the labels", steps),
                Axis.categories("y", steps),
                "coefficient",
                HeatMap.cells(map.coefficient()),
                Colours.around(0, 2));
    }
}
