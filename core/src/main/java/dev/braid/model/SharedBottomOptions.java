package dev.braid.model;

import dev.braid.nn.MlpOptions;
import dev.braid.options.Doc;

/** Options of {@link SharedBottom}. */
@Doc("hard parameter sharing: one bottom for all tasks, a tower for each")
public record SharedBottomOptions(
        @Doc("the layers that all tasks share") MlpOptions bottom,
        @Doc("the layers of each task") MlpOptions tower) implements ModelOptions {
    public static final SharedBottomOptions DEFAULTS =
            new SharedBottomOptions(MlpOptions.of(256, 128), MlpOptions.of(64));
}
