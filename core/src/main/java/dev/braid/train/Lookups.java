package dev.braid.train;

import dev.braid.nn.Lookup;
import java.util.List;

/**
 * Which rows of every table of a network a batch reads.
 *
 * @param ofTables one per table, in the tables' order; tables of the same columns share theirs
 */
public record Lookups(List<Lookup> ofTables) {
    /** The rows that are read of the table at a position. */
    Lookup of(int table) {
        return ofTables.get(table);
    }
}
