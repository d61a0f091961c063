package dev.braid.objective;

import dev.braid.options.Doc;

/** The options of {@link TaskObjective}: there are none. */
@Doc("each task's mean binary cross-entropy over its own sample space")
public record DeclaredTasks() {}
