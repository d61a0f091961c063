package dev.braid.nn;

import dev.braid.options.Doc;
import java.util.List;

/** How a gate is computed. */
@Doc("a softmax gate")
public record GateOptions(
        @Doc("sizes of a gate's own hidden layers (ReLU); none: linear, as in the paper")
        List<Integer> hidden,

        @Doc("whether the gate's last layer has a bias") boolean bias,

        @Doc("probability of closing a gate for an expert in training; the rest is scaled to sum 1 (Zhao et al. 2019)")
        double dropout) {
    public static final GateOptions DEFAULTS = new GateOptions(List.of(), false, 0);

    public GateOptions {
        hidden = List.copyOf(hidden);
        MlpOptions.requireSizes("hidden", hidden);
        Dropout.require("dropout", dropout);
    }
}
