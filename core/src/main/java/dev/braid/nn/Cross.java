package dev.braid.nn;

import dev.braid.options.Doc;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Variable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The cross network: every layer multiplies the original input with a linear view of the layer before, so that L layers
 * hold products of up to L + 1 coordinates.
 *
 * <p>Parameters of layer l, all below {@code <l>}: {@code bias [D]}; {@code residual} as {@link ResidualLink} says; and
 *
 * <ul>
 *   <li>V1 (Wang, Fu, Fu, Wang, ADKDD 2017), x ← x₀ (w·x) + b + ρ⊙x: {@code weight [D]}
 *   <li>V2 (Wang et al., WWW 2021), x ← x₀ ⊙ (Wx + b) + ρ⊙x: {@code weight [D, D]}, which is Wᵀ
 *   <li>V2 of low rank q, W = UVᵀ: {@code down [D, q]}, which is V, and {@code up [q, D]}, which is Uᵀ
 * </ul>
 */
public final class Cross {
    /** Which paper's layer. */
    public enum Version {
        @Doc("one weight vector per layer (DCN)")
        V1,
        @Doc("one weight matrix per layer (DCN-v2)")
        V2
    }

    /**
     * What the layers are.
     *
     * @param layers L, at least 1
     * @param rank q of V2's matrices, 0 for full matrices
     */
    public record Form(int layers, Version version, int rank, Residual residual) {}

    private final List<Layer> layers;

    private Cross(Parameters parameters, int width, Form form) {
        this.layers = IntStream.range(0, form.layers())
                .mapToObj(l -> layer(parameters.in(String.valueOf(l)), width, form))
                .toList();
    }

    /** A network on vectors of length D = {@code width}. */
    public static Cross of(Parameters parameters, int width, Form form) {
        return new Cross(parameters, width, form);
    }

    /**
     * @param x0 {@code [B, D]}
     * @return {@code [B, D]}
     */
    public Tensor forward(Tensor x0) {
        Tensor x = x0;
        for (Layer layer : layers) {
            x = layer.forward(x0, x);
        }
        return x;
    }

    @FunctionalInterface
    private interface Layer {
        Tensor forward(Tensor x0, Tensor x);
    }

    private static Layer layer(Parameters parameters, int width, Form form) {
        return switch (form.version()) {
            case V1 -> v1(parameters, width, form);
            case V2 -> form.rank() == 0 ? v2(parameters, width, form) : v2LowRank(parameters, width, form);
        };
    }

    private static Layer v1(Parameters parameters, int width, Form form) {
        Variable weight = parameters.weight("weight", Init.glorot(width, 1), width);
        Variable bias = parameters.bias("bias", width);
        ResidualLink residual = ResidualLink.of(parameters, form.residual(), width);
        return (x0, x) -> x0.mul(x.matmul(weight.unsqueeze(1))).add(bias).add(residual.forward(x));
    }

    private static Layer v2(Parameters parameters, int width, Form form) {
        Variable weight = parameters.weight("weight", Init.glorot(width, width), width, width);
        Variable bias = parameters.bias("bias", width);
        ResidualLink residual = ResidualLink.of(parameters, form.residual(), width);
        return (x0, x) -> x0.mul(x.affine(weight, bias)).add(residual.forward(x));
    }

    private static Layer v2LowRank(Parameters parameters, int width, Form form) {
        Variable down = parameters.weight("down", Init.glorot(width, form.rank()), width, form.rank());
        Variable up = parameters.weight("up", Init.glorot(form.rank(), width), form.rank(), width);
        Variable bias = parameters.bias("bias", width);
        ResidualLink residual = ResidualLink.of(parameters, form.residual(), width);
        return (x0, x) -> x0.mul(x.matmul(down).affine(up, bias)).add(residual.forward(x));
    }
}
