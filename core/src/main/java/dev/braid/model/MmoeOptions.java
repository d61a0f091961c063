package dev.braid.model;

import dev.braid.nn.GateOptions;
import dev.braid.nn.MlpOptions;
import dev.braid.options.Doc;
import dev.braid.options.NoEffect;

/** Options of {@link Mmoe}. */
@Doc("experts shared by all tasks, mixed by a gate of each task")
public record MmoeOptions(
        @Doc("number of experts") int experts,
        @Doc("the layers of each expert") MlpOptions expert,
        @Doc("the gates over the experts") GateOptions gate,
        @Doc("one gate for all tasks (OMoE)") boolean singleGate,
        @Doc("the layers of each task") MlpOptions tower)
        implements ModelOptions {
    public static final MmoeOptions DEFAULTS =
            new MmoeOptions(4, MlpOptions.of(128), GateOptions.DEFAULTS, false, MlpOptions.of(64));

    public MmoeOptions {
        if (experts < 1) {
            throw new IllegalArgumentException("experts must be at least 1, got " + experts);
        }
        if (experts == 1) {
            NoEffect.refuse("gate", gate, GateOptions.DEFAULTS, "with a single expert");
            NoEffect.refuse("singleGate", singleGate, false, "with a single expert");
        }
    }
}
