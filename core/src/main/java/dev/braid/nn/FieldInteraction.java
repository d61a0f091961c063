package dev.braid.nn;

import dev.braid.tensor.Tensor;
import dev.braid.tensor.Variable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The field-aware interaction layers of FINT (Zhao, Yang, Liu, Feng, Xu, ICASSP 2022): every field's vector is
 * multiplied by a learned mixture of the original fields' vectors,
 *
 * <p>{@code v_i ← v_i ⊙ Σ_j W[i, j] v_j⁰ + u[i]·v_i}.
 *
 * <p>Parameters of layer l, all below {@code <l>}: {@code weight [F, F]}, which is Wᵀ; {@code residual}, u, as {@link
 * ResidualLink} says.
 */
public final class FieldInteraction {
    private final List<Layer> layers;

    private record Layer(Variable weight, ResidualLink residual) {}

    private FieldInteraction(Parameters parameters, int fields, int depth, Residual residual) {
        this.layers = IntStream.range(0, depth)
                .mapToObj(l -> parameters.in(String.valueOf(l)))
                .map(p -> new Layer(
                        p.weight("weight", Init.glorot(fields, fields), fields, fields),
                        ResidualLink.of(p, residual, fields)))
                .toList();
    }

    /**
     * Layers on F = {@code fields} fields.
     *
     * @param depth number of layers, at least 1
     */
    public static FieldInteraction of(Parameters parameters, int fields, int depth, Residual residual) {
        return new FieldInteraction(parameters, fields, depth, residual);
    }

    /**
     * @param v0 one vector per field, {@code [B, F, k]}
     * @return {@code [B, F, k]}
     */
    public Tensor forward(Tensor v0) {
        long batch = v0.size(0);
        long fields = v0.size(1);
        long k = v0.size(2);
        // One row per sample and coordinate, so that mixing fields is a product with one matrix for the whole batch.
        Tensor x0 = v0.transpose(1, 2).reshape(batch * k, fields);
        Tensor x = x0;
        for (Layer layer : layers) {
            Tensor context = x0.matmul(layer.weight);
            x = x.mul(context).add(layer.residual.forward(x));
        }
        return x.reshape(batch, k, fields).transpose(1, 2);
    }
}
