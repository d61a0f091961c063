/**
 * The papers' tables and figures by name: which datasets and models they need, under which settings, and the numbers that are
 * printed there; one runner for all. Uses {@code experiment}, {@code data} and what those use.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.experiment.reproduce;
