package dev.braid.report.chart;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A field of colours over two lists of names.
 *
 * @param title one line
 * @param note how to read it, in a sentence or two
 * @param x names from left to right
 * @param y names from bottom to top
 * @param value what the colours stand for
 * @param cells those that have a value
 * @param colours how values become colours
 */
public record HeatMap(String title, String note, Axis x, Axis y, String value, List<Cell> cells, Colours colours)
        implements Figure {
    /** More columns than these need the whole width. */
    private static final int MANY = 14;

    /** The scale of colours needs room, too; and cells without numbers may be low. */
    private static final int LEAST_ROWS = 4;

    private static final int MOST_ROWS = 12;

    /** In more cells than these numbers would not be readable. */
    private static final int MOST_NUMBERS = 130;

    public HeatMap {
        cells = List.copyOf(cells);
    }

    /**
     * A cell.
     *
     * @param column position among the names of x
     * @param row position among the names of y
     * @param value finite
     */
    public record Cell(int column, int row, double value) {
        public Cell {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a cell needs a finite number, got " + value);
            }
        }
    }

    /**
     * How values become colours.
     *
     * @param least value of the first colour
     * @param most value of the last colour
     * @param diverging whether the value in the middle is neutral, and both sides have colours of their own
     */
    public record Colours(double least, double most, boolean diverging) {
        /** From the least value to the most one. */
        public static Colours over(List<Cell> cells) {
            double least = cells.stream().mapToDouble(Cell::value).min().orElse(0);
            double most = cells.stream().mapToDouble(Cell::value).max().orElse(1);
            return new Colours(least, most > least ? most : least + 1, false);
        }

        /** One colour that grows from the first value to the second. */
        public static Colours growing(double least, double most) {
            return new Colours(least, most, false);
        }

        /** Two colours around the middle of both values. */
        public static Colours around(double least, double most) {
            return new Colours(least, most, true);
        }
    }

    /**
     * The cells of a table; what is null or no finite number is left out.
     *
     * @param rows from bottom to top
     */
    public static List<Cell> cells(List<? extends List<? extends @org.jspecify.annotations.Nullable Double>> rows) {
        List<Cell> cells = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < rows.get(r).size(); c++) {
                Double value = rows.get(r).get(c);
                if (value != null && Double.isFinite(value)) {
                    cells.add(new Cell(c, r, value));
                }
            }
        }
        return cells;
    }

    @Override
    public HeatMap titled(String other) {
        return new HeatMap(other, note, x, y, value, cells, colours);
    }

    @Override
    public boolean isDrawable() {
        return !cells.isEmpty();
    }

    @Override
    public int rows() {
        return Math.max(LEAST_ROWS, Math.min(MOST_ROWS, y.categories().size()));
    }

    @Override
    public boolean isWide() {
        return x.categories().size() > MANY && y.categories().size() <= MANY;
    }

    /** The key {@code role} is for the page's script, which gives the colours of the theme. */
    @Override
    public ObjectNode option() {
        ObjectNode option = JsonNodeFactory.instance.objectNode().put("valueName", value);
        option.set("xAxis", x.option());
        option.set("yAxis", y.option());
        ObjectNode map = option.putObject("visualMap").put("role", colours.diverging() ? "diverging" : "growing");
        map.put("min", colours.least()).put("max", colours.most());
        ObjectNode series = option.putArray("series").addObject().put("type", "heatmap");
        series.put("name", title);
        series.putObject("label")
                .put("show", cells.size() <= MOST_NUMBERS && x.categories().size() <= MANY);
        ArrayNode data = series.putArray("data");
        cells.forEach(cell -> data.addArray().add(cell.column()).add(cell.row()).add(cell.value()));
        return option;
    }
}
