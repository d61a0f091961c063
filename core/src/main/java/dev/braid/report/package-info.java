/**
 * Pages for people: comparisons, models, and reports with figures ({@code report.chart}, {@code report.page}). Uses {@code experiment}, {@code catalogue} and what those use.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.report;
