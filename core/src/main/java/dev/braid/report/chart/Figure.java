package dev.braid.report.chart;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Something to draw: points on two axes, or a field of colours. */
public sealed interface Figure permits Chart, HeatMap {
    /** One line. */
    String title();

    /** The same under another title. */
    Figure titled(String other);

    /** How to read it, in a sentence or two. */
    String note();

    /** Whether there is anything to draw. */
    boolean isDrawable();

    /** How many names stand below each other at the vertical axis; 0 where it shows numbers. */
    int rows();

    /** Whether it needs the whole width of a page. */
    boolean isWide();

    /** What ECharts takes. */
    ObjectNode option();
}
