package dev.braid.report;

import dev.braid.experiment.reproduce.DephnFigures;
import dev.braid.experiment.reproduce.Reproduced;
import dev.braid.report.chart.Chart;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The figures that a result has beyond its tables, by the result's name: one line each. */
final class PaperFigures {
    private static final Map<String, Figure> ALL = Map.of(
            DephnFigures.FIGURE_5, (result, folder) -> new DifferenceCharts(result).charts(),
            DephnFigures.FIGURE_6, (result, folder) -> new GateLossCharts(result, folder).charts());

    private PaperFigures() {}

    /** Draws a figure of a paper. */
    @FunctionalInterface
    interface Figure {
        /**
         * The charts.
         *
         * @param folder of the reproduction, with a folder per dataset, in which {@code runs} are
         */
        List<Chart> charts(Reproduced result, Path folder);
    }

    /** The charts of a result; none where it is a table. */
    static List<Chart> of(Reproduced result, Path folder) {
        return ALL.getOrDefault(result.name(), (r, f) -> List.of()).charts(result, folder);
    }
}
