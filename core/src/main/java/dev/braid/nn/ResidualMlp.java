package dev.braid.nn;

import dev.braid.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A multi-layer perceptron with trainable residual links: {@code h ← dropout(activation(norm?(h·W + b))) + ρ ⊙ h}, where
 * a layer that changes the width has no link. Parameters of layer l: those of {@link Mlp}, and {@code l.residual} as
 * {@link ResidualLink} says.
 */
public final class ResidualMlp {
    private record Layer(
            Linear linear,
            @Nullable BatchNorm norm,
            @Nullable ResidualLink link) {}

    private final MlpOptions options;
    private final Dropout dropout;
    private final List<Layer> layers = new ArrayList<>();

    private ResidualMlp(MlpOptions options) {
        this.options = options;
        this.dropout = new Dropout(options.dropout());
    }

    /** Layers on inputs {@code [B, in]}. */
    public static ResidualMlp of(Parameters parameters, int in, MlpOptions options, Residual residual) {
        ResidualMlp mlp = new ResidualMlp(options);
        int from = in;
        for (int to : options.hidden()) {
            Parameters layer = parameters.in(String.valueOf(mlp.layers.size()));
            mlp.layers.add(new Layer(
                    Linear.of(layer, from, to),
                    options.batchNorm() ? new BatchNorm(layer.in("norm"), to) : null,
                    from == to ? ResidualLink.of(layer, residual, to) : null));
            from = to;
        }
        return mlp;
    }

    /**
     * @param x {@code [B, in]}
     * @return {@code [B, u]}
     */
    public Tensor forward(Tensor x, Pass pass) {
        Tensor h = x;
        for (Layer layer : layers) {
            Tensor a = layer.linear.forward(h);
            Tensor normed = layer.norm == null ? a : layer.norm.forward(a, pass);
            Tensor hidden = dropout.forward(options.activation().of(normed), pass);
            h = layer.link == null ? hidden : hidden.add(layer.link.forward(h));
        }
        return h;
    }
}
