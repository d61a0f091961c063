package dev.braid.nn;

import dev.braid.options.Doc;

/** What a residual link is multiplied by, "residual link with trainable parameters" of DE-PHN §III-A. */
public enum Residual {
    @Doc("the constant 1")
    OFF,
    @Doc("one trainable number per layer")
    SCALAR,
    @Doc("one trainable number per coordinate (per field in field interaction) and layer")
    VECTOR
}
