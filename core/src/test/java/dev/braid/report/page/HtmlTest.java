package dev.braid.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.report.chart.Axis;
import dev.braid.report.chart.Chart;
import dev.braid.report.chart.Point;
import dev.braid.report.chart.Series;
import dev.braid.report.page.SortableTable.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HtmlTest {
    private static final String HOSTILE = "</script><img src=x onerror='alert(1)'>&amp;\"q\"";

    @Test
    void textAndAttributesAreEscaped() {
        String page = new Html().element("p", HOSTILE, "title", HOSTILE).toString();
        String escaped = "&lt;/script&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;amp;&quot;q&quot;";
        assertEquals("<!DOCTYPE html>\n<p title=\"" + escaped + "\">" + escaped + "</p>", page);
    }

    @Test
    void namesInTablesAndFiguresCannotBecomeMarkup() {
        Html page = new Html();
        SortableTable table = new SortableTable(HOSTILE, List.of(HOSTILE));
        table.row(List.of(Cell.words(HOSTILE))).write(page);
        Series series = Series.of(HOSTILE, Series.Shape.LINE, List.of(new Point(1, 2)));
        new Figures()
                .write(
                        page,
                        List.of(new Chart(HOSTILE, HOSTILE, Axis.linear(HOSTILE), Axis.linear("y"), List.of(series))));
        String html = page.toString();
        assertFalse(html.contains("<img"), html);
        assertEquals(1, html.split("</script>", -1).length - 1, "the figure's data is the only script");
        assertTrue(html.contains("\\u003c/script>\\u003cimg"), "the data keeps the name");
    }

    @Test
    void whatIsWrittenAsItIsCannotEndItsElement() {
        Html page = new Html();
        assertThrows(IllegalArgumentException.class, () -> page.verbatim("script", "x = '</SCRIPT>'"));
    }

    @Test
    void anElementLeftOpenIsABug() {
        Html page = new Html().open("p");
        assertThrows(IllegalStateException.class, page::toString);
    }

    @Test
    void aColumnOfNumbersStandsAtTheRightAndTheFirstCellIsTheRowsHeader() {
        Html page = new Html();
        new SortableTable("t", List.of("name", "value"))
                .row(List.of(Cell.words("a"), Cell.number("undefined", Double.NaN)))
                .write(page);
        String html = page.toString();
        assertTrue(html.contains("<th class=\"words\" scope=\"row\"><span>a</span></th>"), html);
        assertTrue(html.contains("<td class=\"number\" data-order=\"NaN\">"), html);
        assertTrue(html.contains("<th scope=\"col\" aria-sort=\"none\" class=\"number\">"), html);
    }
}
