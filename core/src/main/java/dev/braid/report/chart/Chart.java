package dev.braid.report.chart;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A figure.
 *
 * @param title one line
 * @param note how to read it, in a sentence or two
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param series in the order of the legend; the place of a series decides its colour
 */
public record Chart(String title, String note, Axis x, Axis y, List<Series> series) implements Figure {
    /** More series than these need the whole width. */
    private static final int MANY = 10;

    public Chart {
        series = List.copyOf(series);
    }

    @Override
    public Chart titled(String other) {
        return new Chart(other, note, x, y, series);
    }

    /** Whether there is any point to draw. */
    @Override
    public boolean isDrawable() {
        return series.stream()
                .anyMatch(s -> s.shape() != Series.Shape.REFERENCE
                        && s.places().findAny().isPresent());
    }

    @Override
    public int rows() {
        return y.categories().size();
    }

    @Override
    public boolean isWide() {
        return series.size() > MANY;
    }

    /** What ECharts takes. */
    @Override
    public ObjectNode option() {
        ObjectNode option = JsonNodeFactory.instance.objectNode();
        option.set("xAxis", x.option());
        option.set("yAxis", y.option());
        ArrayNode drawn = option.putArray("series");
        for (Series each : series) {
            drawn.add(each.option());
            each.whiskers().ifPresent(drawn::add);
        }
        if (series.size() > 1 && series.stream().noneMatch(s -> s.shape() == Series.Shape.NAMED_POINTS)) {
            ArrayNode named = option.putObject("legend").putArray("data");
            series.stream().filter(s -> s.shape() != Series.Shape.REFERENCE).forEach(s -> named.add(s.name()));
        }
        return option;
    }
}
