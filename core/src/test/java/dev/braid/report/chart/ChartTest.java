package dev.braid.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChartTest {
    private static final Point POINT = new Point(3, 0.5);

    private static Chart chart(Series... series) {
        return new Chart("t", "n", Axis.fromZero("x"), Axis.categories("y", List.of("a", "b")), List.of(series));
    }

    @Test
    void pointsMarksAndWhiskersAreWhereTheyWere() {
        Series series = Series.of("m", Series.Shape.POINTS, List.of(POINT, new Point(4, 1)))
                .marking(List.of(POINT))
                .spreading(List.of(new Segment(new Point(2.5, 0), new Point(3.5, 0))));
        JsonNode option = chart(series).option();
        JsonNode drawn = option.path("series").get(0);
        assertEquals("[[3.0,0.5],[4.0,1.0]]", drawn.path("data").toString());
        assertEquals(
                "[3.0,0.5]",
                drawn.path("markPoint").path("data").get(0).path("coord").toString());
        JsonNode whiskers = option.path("series").get(1);
        assertEquals(
                "[[2.5,0.0],[3.5,0.0],[\"-\",\"-\"]]", whiskers.path("data").toString());
        assertEquals(drawn.path("name"), whiskers.path("name"), "the legend hides both at once");
        assertEquals("[\"a\",\"b\"]", option.path("yAxis").path("data").toString());
        assertEquals("x", option.path("xAxis").path("name").asText());
    }

    @Test
    void aLegendNamesSeveralSeriesButNotTheLineToCompareWith() {
        Series one = Series.of("one", Series.Shape.LINE, List.of(POINT));
        Series two = Series.of("two", Series.Shape.LINE, List.of(POINT));
        Series reference = Series.of("zero", Series.Shape.REFERENCE, List.of(POINT));
        assertFalse(chart(one).option().has("legend"));
        assertEquals(
                "[\"one\",\"two\"]",
                chart(one, two, reference).option().path("legend").path("data").toString());
    }

    @Test
    void aLineOfOnePointHasASymbol() {
        Series one = Series.of("one", Series.Shape.LINE, List.of(POINT));
        Series two = Series.of("two", Series.Shape.LINE, List.of(POINT, new Point(4, 1)));
        JsonNode drawn = chart(one, two).option().path("series");
        assertTrue(drawn.get(0).path("showSymbol").asBoolean(), "nothing else of it would be seen");
        assertFalse(drawn.get(1).path("showSymbol").asBoolean());
    }

    @Test
    void onlyPointsMakeAChartWorthDrawing() {
        Series reference = Series.of("zero", Series.Shape.REFERENCE, List.of(POINT));
        assertFalse(
                chart(reference, Series.of("m", Series.Shape.LINE, List.of())).isDrawable());
        assertTrue(chart(reference, Series.of("m", Series.Shape.LINE, List.of(POINT)))
                .isDrawable());
    }

    @Test
    void anUndefinedNumberIsNoPlace() {
        assertThrows(IllegalArgumentException.class, () -> new Point(Double.NaN, 1));
    }
}
