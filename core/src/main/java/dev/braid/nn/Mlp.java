package dev.braid.nn;

import dev.braid.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A multi-layer perceptron: {@code h ← dropout(activation(norm?(h·W + b)))} per hidden layer, the last one included. No
 * hidden layer means the identity. Parameters of layer l, from 0: {@code l.weight [in, out]}, {@code l.bias [out]}, and
 * with batch normalisation {@code l.norm.scale}, {@code l.norm.shift}, {@code l.norm.mean}, {@code l.norm.variance}.
 */
public final class Mlp {
    private final List<Linear> linears = new ArrayList<>();
    private final List<BatchNorm> norms = new ArrayList<>();
    private final MlpOptions options;
    private final List<Dropout> dropouts;
    private final int width;

    private Mlp(Parameters parameters, int in, MlpOptions options, List<Double> dropouts, boolean gate) {
        this.options = options;
        this.dropouts = dropouts.stream().map(Dropout::new).toList();
        this.width = options.width(in);
        int from = in;
        for (int to : options.hidden()) {
            Parameters layer = parameters.in(String.valueOf(linears.size()));
            linears.add(gate ? Linear.ofGate(layer, from, to, true) : Linear.of(layer, from, to));
            if (options.batchNorm()) {
                norms.add(new BatchNorm(layer.in("norm"), to));
            }
            from = to;
        }
    }

    /** An MLP on inputs {@code [B, in]}. */
    public static Mlp of(Parameters parameters, int in, MlpOptions options) {
        return new Mlp(parameters, in, options, everywhere(options), false);
    }

    /**
     * An MLP on inputs {@code [B, in]} with a dropout of its own for every hidden layer.
     *
     * @param dropouts as many as hidden layers; they stand for that of the options
     */
    public static Mlp of(Parameters parameters, int in, MlpOptions options, List<Double> dropouts) {
        return new Mlp(parameters, in, options, dropouts, false);
    }

    /** The hidden layers of a gate, whose weights are never regularised. */
    static Mlp ofGate(Parameters parameters, int in, List<Integer> hidden) {
        MlpOptions options = MlpOptions.DEFAULTS.withHidden(hidden);
        return new Mlp(parameters, in, options, everywhere(options), true);
    }

    private static List<Double> everywhere(MlpOptions options) {
        return Collections.nCopies(options.hidden().size(), options.dropout());
    }

    /** The width u of the output. */
    public int width() {
        return width;
    }

    /** The affine maps of the hidden layers, first to last. */
    public List<Linear> linears() {
        return List.copyOf(linears);
    }

    /**
     * @param x {@code [B, in]}
     * @return {@code [B, u]}
     */
    public Tensor forward(Tensor x, Pass pass) {
        Tensor h = x;
        for (int l = 0; l < linears.size(); l++) {
            h = linears.get(l).forward(h);
            if (!norms.isEmpty()) {
                h = norms.get(l).forward(h, pass);
            }
            h = dropouts.get(l).forward(options.activation().of(h), pass);
        }
        return h;
    }
}
