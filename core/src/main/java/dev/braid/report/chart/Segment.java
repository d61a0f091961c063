package dev.braid.report.chart;

/**
 * A straight line between two places, such as the deviation around a mean.
 *
 * @param from its one end
 * @param to its other end
 */
public record Segment(Point from, Point to) {}
