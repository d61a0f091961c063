package dev.braid.report.chart;

/**
 * A place in a chart.
 *
 * @param x finite
 * @param y finite
 */
public record Point(double x, double y) {
    public Point {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("a point needs finite numbers, got " + x + ", " + y);
        }
    }
}
