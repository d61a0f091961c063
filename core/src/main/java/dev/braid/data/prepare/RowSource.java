package dev.braid.data.prepare;

import dev.braid.data.duck.Duck;
import dev.braid.data.raw.Staging;

/** Where the raw rows of a dataset come from. */
@FunctionalInterface
public interface RowSource {
    /**
     * Stages the rows, group by group.
     *
     * @param duck the session that the rows are staged in
     * @param staging takes them
     * @param listener hears of each file
     */
    void stage(Duck duck, Staging staging, PrepareListener listener);
}
