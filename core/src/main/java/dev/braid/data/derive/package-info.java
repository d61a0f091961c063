/**
 * Tasks that are computed from a network's confidence instead of read from files: the functions of DE-PHN's artificial
 * datasets, their calibration, noise, thresholds and what they reach. Pure mathematics over logits in arrays; trains and reads
 * nothing. Uses {@code data} only.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.data.derive;
