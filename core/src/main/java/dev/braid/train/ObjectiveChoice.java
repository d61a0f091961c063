package dev.braid.train;

import dev.braid.catalogue.ObjectiveEntry;
import dev.braid.objective.Objective;
import dev.braid.schema.Schema;

/**
 * A model's objective with the options it shall have.
 *
 * @param entry its line in the catalogue
 * @param options its options
 * @param <J> its options record
 */
public record ObjectiveChoice<J extends Record>(ObjectiveEntry<J> entry, J options) {
    /** With all defaults. */
    static <J extends Record> ObjectiveChoice<J> defaults(ObjectiveEntry<J> entry) {
        return new ObjectiveChoice<>(entry, entry.defaults());
    }

    /** The objective for the tasks of a schema. */
    Objective create(Schema schema) {
        return entry.factory().create(options, schema);
    }
}
