package dev.braid.experiment;

/**
 * A stage of a search.
 *
 * @param trials how many settings are still in it
 * @param epochs how many epochs each of them has been trained for at its end, counted from the start
 */
record Rung(int trials, int epochs) {}
