package dev.braid.report.chart;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Points of one kind in a chart.
 *
 * @param name as the legend calls it
 * @param shape how they are drawn
 * @param points in order
 * @param marked those that stand out, such as the best step
 * @param spreads whiskers through the points
 */
public record Series(String name, Shape shape, List<Point> points, List<Point> marked, List<Segment> spreads) {
    public Series {
        points = List.copyOf(points);
        marked = List.copyOf(marked);
        spreads = List.copyOf(spreads);
    }

    /** How points are drawn. */
    public enum Shape {
        /** Joined, without symbols: many points. */
        LINE,
        /** Joined, with a symbol at each: few points. */
        LINE_WITH_POINTS,
        /** Symbols alone. */
        POINTS,
        /** Symbols alone, each with the series' name beside it. */
        NAMED_POINTS,
        /** Bars from 0 on, those of several series on top of each other. */
        BARS,
        /** A thin dashed line to compare with, without a symbol. */
        REFERENCE
    }

    /** A series with nothing marked. */
    public static Series of(String name, Shape shape, List<Point> points) {
        return new Series(name, shape, points, List.of(), List.of());
    }

    /** The same with points that stand out. */
    public Series marking(List<Point> those) {
        return new Series(name, shape, points, those, spreads);
    }

    /** The same with whiskers. */
    public Series spreading(List<Segment> whiskers) {
        return new Series(name, shape, points, marked, whiskers);
    }

    /** Every place it needs. */
    Stream<Point> places() {
        return Stream.of(points.stream(), marked.stream(), spreads.stream().flatMap(s -> Stream.of(s.from(), s.to())))
                .flatMap(s -> s);
    }

    /** Its options; the key {@code role} is for the page's script, which gives series their colours and symbols. */
    ObjectNode option() {
        ObjectNode option = JsonNodeFactory.instance.objectNode().put("name", name);
        switch (shape) {
            case LINE -> option.put("type", "line").put("showSymbol", points.size() == 1); // or nobody sees it
            case LINE_WITH_POINTS -> option.put("type", "line").put("showSymbol", true);
            case POINTS -> option.put("type", "scatter");
            case NAMED_POINTS -> {
                option.put("type", "scatter");
                option.putObject("label")
                        .put("show", true)
                        .put("position", "top")
                        .put("formatter", "{a}");
                option.putObject("labelLayout").put("hideOverlap", true);
            }
            case BARS -> option.put("type", "bar").put("stack", "all");
            case REFERENCE -> {
                option.put("type", "line").put("role", "reference");
                option.put("showSymbol", false).put("silent", true);
                option.putObject("lineStyle").put("type", "dashed").put("width", 1);
                option.putObject("tooltip").put("show", false);
            }
        }
        ArrayNode data = option.putArray("data");
        points.forEach(point -> data.add(place(point)));
        if (!marked.isEmpty()) {
            ObjectNode marks = option.putObject("markPoint").put("symbol", "circle");
            marks.put("silent", true)
                    .putObject("itemStyle")
                    .put("color", "transparent")
                    .put("borderWidth", 2);
            marks.putObject("label").put("show", false);
            ArrayNode at = marks.putArray("data");
            marked.forEach(point -> at.addObject().set("coord", place(point)));
        }
        return option;
    }

    /**
     * The whiskers as a line with gaps, which is what the axes make room for; empty without whiskers. It goes by the name of
     * the points, so that the legend shows and hides both.
     */
    Optional<ObjectNode> whiskers() {
        if (spreads.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode option = JsonNodeFactory.instance.objectNode().put("name", name);
        option.put("type", "line")
                .put("role", "whiskers")
                .put("showSymbol", false)
                .put("silent", true);
        option.putObject("lineStyle").put("width", 1.5).put("opacity", 0.75);
        option.putObject("tooltip").put("show", false);
        ArrayNode data = option.putArray("data");
        for (Segment spread : spreads) {
            data.add(place(spread.from())).add(place(spread.to()));
            data.addArray().add("-").add("-");
        }
        return Optional.of(option);
    }

    private static ArrayNode place(Point point) {
        return JsonNodeFactory.instance.arrayNode().add(point.x()).add(point.y());
    }
}
