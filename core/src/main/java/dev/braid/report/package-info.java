/**
 * Pages for people: comparisons, models. Uses {@code experiment}, {@code catalogue} and what those use.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.report;
