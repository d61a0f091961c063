/**
 * Charts as values: titles, axes and series, turned into the options that ECharts takes. Knows no page, no run and no
 * colour; the page's script adds the colours of the theme.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.report.chart;
