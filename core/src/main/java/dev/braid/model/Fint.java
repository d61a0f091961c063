package dev.braid.model;

import dev.braid.nn.FieldInteraction;
import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.nn.Tower;
import dev.braid.tensor.Tensor;
import java.util.List;

/**
 * Field-aware interaction network (Zhao, Yang, Liu, Feng, Xu, arXiv 2107.01999, ICASSP 2022): V⁰ = E, {@code v_i ← v_i ⊙
 * Σ_j W_l[i, j] v_j⁰ + u_l[i]·v_i} in each of L layers, {@code l = w·MLP(vec(V^L)) + b}. Several tasks are independent
 * copies.
 *
 * <p>Parameters, all below {@code task.t}: {@code field.…} of {@link FieldInteraction}; {@code dnn.…} of {@link Tower},
 * that is {@code dnn.l.weight}, {@code dnn.l.bias}, {@code dnn.head.weight [u, 1]}, {@code dnn.head.bias [1]}. Reads the
 * embeddings {@code "0"} to {@code "T−1"}, one per task.
 */
public final class Fint implements TaskCopies.Network {
    private final ModelShape shape;
    private final FieldInteraction field;
    private final Tower dnn;

    private Fint(FintOptions options, ModelShape shape, Parameters parameters) {
        this.shape = shape;
        field = FieldInteraction.of(parameters.in("field"), shape.fields(), options.layers(), options.residual());
        dnn = Tower.of(parameters.in("dnn"), shape.concatenated(), options.mlp());
    }

    public static Model of(FintOptions options, ModelShape shape, Parameters parameters) {
        return TaskCopies.of(shape.tasks(), parameters, branch -> new Fint(options, shape, branch));
    }

    @Override
    public Tensor logit(List<Tensor> embeddings, Pass pass) {
        Tensor interacted = field.forward(embeddings.get(0)); // V^L, [B, F, k]
        return dnn.forward(shape.concatenated(interacted), pass);
    }
}
