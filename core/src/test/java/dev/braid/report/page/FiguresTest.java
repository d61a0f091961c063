package dev.braid.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.report.chart.Axis;
import dev.braid.report.chart.Chart;
import dev.braid.report.chart.Figure;
import dev.braid.report.chart.Point;
import dev.braid.report.chart.Series;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class FiguresTest {
    private static final Pattern DESCRIBED = Pattern.compile("role=\"img\"[^>]* aria-describedby=\"([^\"]+)\"");

    private static Figure chart(String note) {
        Series series = Series.of("s", Series.Shape.LINE, List.of(new Point(0, 1), new Point(1, 2)));
        return new Chart("same title", note, Axis.fromZero("x"), Axis.fromZero("y"), List.of(series));
    }

    @Test
    void whoCannotSeeAFigureIsReadItsNote() {
        Html page = new Html();
        Figures figures = new Figures();
        figures.write(page, List.of(chart("the <first> note"), chart("the second note")));
        String html = page.toString();
        List<String> notes = DESCRIBED
                .matcher(html)
                .results()
                .map(MatchResult::group)
                .map(found -> found.replaceAll(".*describedby=\"|\"$", ""))
                .toList();
        assertEquals(2, notes.stream().distinct().count(), html);
        assertTrue(html.contains("<span id=\"" + notes.get(0) + "\">the &lt;first&gt; note</span>"), html);
        assertTrue(html.contains("<span id=\"" + notes.get(1) + "\">the second note</span>"), html);
    }
}
