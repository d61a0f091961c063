package dev.braid.data.source;

import dev.braid.data.spec.TaskSpec;
import dev.braid.options.Doc;
import java.util.List;
import java.util.Optional;

/** The rows that a conversion task is about. */
public enum ConversionSpace {
    @Doc("among clicks: P(conversion | click)")
    CLICK,
    @Doc("among all impressions: P(click and conversion)")
    ALL;

    /**
     * The tasks {@code click} and {@code conversion}.
     *
     * @param click SQL for the label of a click
     * @param conversion SQL for the label of a conversion
     * @param user SQL for the user, for GAUC
     */
    List<TaskSpec> tasks(String click, String conversion, Optional<String> user) {
        Optional<String> parent = this == CLICK ? Optional.of("click") : Optional.empty();
        // a file may tell of conversions without a click: they are none of both
        String label = this == CLICK ? conversion : "(" + click + ") AND (" + conversion + ")";
        return List.of(
                new TaskSpec("click", click, Optional.empty(), 1, Optional.empty(), user),
                new TaskSpec("conversion", label, parent, 1, Optional.empty(), user));
    }
}
