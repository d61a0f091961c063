package dev.braid.catalogue;

import dev.braid.objective.DeclaredTasks;
import dev.braid.objective.Objective;
import dev.braid.objective.TaskObjective;
import dev.braid.schema.Schema;

/**
 * How a model of the catalogue is trained.
 *
 * @param defaults the objective's options with their default values
 * @param factory builds the objective
 * @param <J> its options record
 */
public record ObjectiveEntry<J extends Record>(J defaults, Factory<J> factory) {
    /** Each task by itself, over its own sample space: what most models are trained with. */
    public static final ObjectiveEntry<DeclaredTasks> DECLARED_TASKS =
            new ObjectiveEntry<>(new DeclaredTasks(), (options, schema) -> new TaskObjective(schema));

    /** Builds an objective. */
    @FunctionalInterface
    public interface Factory<J> {
        /**
         * @throws dev.braid.fault.BadInput if the tasks of the schema do not fit the objective
         */
        Objective create(J options, Schema schema);
    }
}
