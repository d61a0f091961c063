package dev.braid.nn;

import dev.braid.tensor.Tensor;

/**
 * A softmax over n choices, computed from the input: {@code g = softmax(W_g·x)}. Parameters {@code weight [in, n]}, with
 * the option {@code bias [n]}, and {@code hidden.l.weight}, {@code hidden.l.bias} for hidden layers.
 */
public final class Gate {
    /** Where dropout closed every choice, this share of the undisturbed gate decides; elsewhere it is below rounding. */
    private static final double REST = 1e-12;

    private final Mlp hidden;
    private final Linear linear;
    private final Dropout dropout;

    private Gate(Mlp hidden, Linear linear, Dropout dropout) {
        this.hidden = hidden;
        this.linear = linear;
        this.dropout = dropout;
    }

    /** A gate over {@code choices} choices on inputs {@code [B, in]}. */
    public static Gate of(Parameters parameters, int in, int choices, GateOptions options) {
        Mlp hidden = Mlp.ofGate(parameters.in("hidden"), in, options.hidden());
        Linear linear = Linear.ofGate(parameters, hidden.width(), choices, options.bias());
        return new Gate(hidden, linear, new Dropout(options.dropout()));
    }

    /**
     * @param x {@code [B, in]}
     * @return {@code [B, n]}, each row non-negative with sum 1
     */
    public Tensor forward(Tensor x, Pass pass) {
        Tensor gate = linear.forward(hidden.forward(x, pass)).softmax(1);
        Tensor open = dropout.forward(gate, pass);
        return open == gate ? gate : renormalised(open, gate);
    }

    private static Tensor renormalised(Tensor open, Tensor gate) {
        Tensor total = open.sum(1).unsqueeze(1).add(REST);
        return open.add(gate.mul(REST)).div(total);
    }
}
