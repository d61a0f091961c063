package dev.braid.train;

import dev.braid.catalogue.ModelEntry;
import dev.braid.model.ModelOptions;

/**
 * A model of the catalogue with the options it shall have.
 *
 * @param entry its line in the catalogue
 * @param options its options
 * @param <O> its options record
 */
public record ModelChoice<O extends Record & ModelOptions>(ModelEntry<O> entry, O options) {}
