package dev.braid.report.page;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;

/** A table whose headers sort it. The first cell of a row is its header. */
public final class SortableTable {
    private final String caption;
    private final List<String> header;
    private final List<List<Cell>> rows = new ArrayList<>();

    /**
     * @param caption what the table shows
     * @param header a name per column
     */
    public SortableTable(String caption, List<String> header) {
        this.caption = caption;
        this.header = List.copyOf(header);
    }

    /**
     * A cell.
     *
     * @param shown as people read it
     * @param order as it is sorted: a number ({@code NaN} goes last), or empty where the words themselves are
     * @param strong whether it stands out
     */
    public record Cell(String shown, java.util.OptionalDouble order, boolean strong) {
        /** Words. */
        public static Cell words(String shown) {
            return new Cell(shown, java.util.OptionalDouble.empty(), false);
        }

        /** A number, as it is shown. */
        public static Cell number(String shown, double value) {
            return new Cell(shown, java.util.OptionalDouble.of(value), false);
        }

        /** The same, standing out. */
        public Cell stressed() {
            return new Cell(shown, order, true);
        }
    }

    /** Adds a row. */
    @CanIgnoreReturnValue
    public SortableTable row(List<Cell> cells) {
        if (cells.size() != header.size()) {
            throw new IllegalArgumentException(cells.size() + " cells under " + header.size() + " headers");
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    /** Writes the table. */
    public void write(Html page) {
        page.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption);
        page.open("table", "class", "sortable").element("caption", caption);
        page.open("thead").open("tr");
        for (int c = 0; c < header.size(); c++) {
            page.open("th", "scope", "col", "aria-sort", "none", "class", align(c));
            page.element("button", header.get(c), "type", "button").close();
        }
        page.close().close().open("tbody");
        rows.forEach(row -> row(page, row));
        page.close().close().closeLine();
    }

    private void row(Html page, List<Cell> row) {
        page.open("tr");
        for (int c = 0; c < row.size(); c++) {
            Cell cell = row.get(c);
            List<String> attributes = new ArrayList<>(List.of("class", align(c)));
            if (c == 0) {
                attributes.addAll(List.of("scope", "row"));
            }
            cell.order().ifPresent(value -> attributes.addAll(List.of("data-order", String.valueOf(value))));
            page.open(c == 0 ? "th" : "td", attributes.toArray(String[]::new));
            page.element(cell.strong() ? "strong" : "span", cell.shown()).close();
        }
        page.closeLine();
    }

    /** Numbers stand at the right. */
    private String align(int column) {
        boolean numeric = !rows.isEmpty()
                && rows.stream().allMatch(row -> row.get(column).order().isPresent());
        return numeric ? "number" : "words";
    }
}
