/**
 * A page of HTML that needs nothing but itself: the writer that escapes, tables that can be sorted, figures, and the browser
 * that turns them into pictures. Knows no run. Uses {@code report.chart}.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.report.page;
