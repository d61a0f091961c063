package dev.braid.tensor;

import java.util.Arrays;

/** Shapes that do not fit an operation. The message names the operation and the shapes. */
public final class ShapeMismatch extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    ShapeMismatch(String operation, String rule, long[]... shapes) {
        super(operation + ": " + rule + ", got "
                + String.join(
                        " and ", Arrays.stream(shapes).map(Arrays::toString).toList()));
    }
}
