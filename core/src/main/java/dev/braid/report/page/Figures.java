package dev.braid.report.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.braid.fault.BraidBug;
import dev.braid.report.chart.Figure;
import java.util.List;
import java.util.Locale;

/** The figures of a page: numbers them, and writes each with its title, its note and its data. */
public final class Figures {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_NAME = 60;

    private int count;

    /** How many were written. */
    public int count() {
        return count;
    }

    /** Writes charts side by side, as many as fit; those with nothing to draw are left out. */
    public void write(Html page, List<? extends Figure> charts) {
        boolean low = charts.stream().allMatch(c -> c.rows() > 0 && !c.isWide());
        page.open("div", "class", low ? "figures low" : "figures");
        charts.stream().filter(Figure::isDrawable).forEach(chart -> write(page, chart));
        page.closeLine();
    }

    private void write(Html page, Figure chart) {
        count++;
        String name = String.format(Locale.ROOT, "figure-%02d-%s", count, fileName(chart.title()));
        int rows = chart.rows(); // the height that names need
        String width = chart.isWide() ? "wide" : "";
        page.open("figure", "class", width, "data-name", name, "data-rows", String.valueOf(rows));
        page.open("figcaption").element("strong", chart.title());
        String note = name + "-note";
        page.text(" ").element("span", chart.note(), "id", note).close();
        page.open("div", "class", "chart", "role", "img", "aria-label", chart.title(), "aria-describedby", note)
                .close();
        page.verbatim("script", data(chart), "type", "application/json");
        page.closeLine();
    }

    /** JSON in which nothing can end the element that holds it. */
    private static String data(Figure chart) {
        try {
            return JSON.writeValueAsString(chart.option()).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new BraidBug("a chart cannot be written as JSON", e);
        }
    }

    /** A title as part of a file's name: plain letters and digits. */
    private static String fileName(String title) {
        String plain =
                title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME);
    }
}
