package dev.braid.model;

import dev.braid.nn.Cin;
import dev.braid.nn.Linear;
import dev.braid.nn.LinearTerm;
import dev.braid.nn.Mlp;
import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import java.util.List;

/**
 * Extreme deep factorisation machine (Lian, Zhou, Zhang, Chen, Xie, Sun, KDD 2018): {@code l = Σ_i w_i + w_c·p + w_d·MLP(e)
 * + b}, where w_i is the weight of the id of field i and p are the pooled maps of {@link Cin}. Several tasks are
 * independent copies.
 *
 * <p>Parameters, all below {@code task.t}: {@code cin.…} of {@link Cin}; {@code dnn.…} of {@link Mlp}; {@code head.weight
 * [ΣH + u, 1]}, which is w_c above w_d; {@code head.bias [1]}. Reads, for each task t, the embeddings {@code t} and the
 * weights {@code wide.t}.
 */
public final class XDeepFm implements TaskCopies.Network {
    private final ModelShape shape;
    private final Cin cin;
    private final Mlp dnn;
    private final Linear head;

    private XDeepFm(XDeepFmOptions options, ModelShape shape, Parameters parameters) {
        this.shape = shape;
        cin = Cin.of(parameters.in("cin"), shape.fields(), options.cin());
        dnn = Mlp.of(parameters.in("dnn"), shape.concatenated(), options.mlp());
        head = Linear.of(parameters.in("head"), options.cin().pooled() + dnn.width(), 1);
    }

    public static Model of(XDeepFmOptions options, ModelShape shape, Parameters parameters) {
        return TaskCopies.of(shape.tasks(), parameters, branch -> new XDeepFm(options, shape, branch));
    }

    @Override
    public Tensor logit(List<Tensor> embeddings, Pass pass) {
        Tensor p = cin.forward(embeddings.get(0)); // [B, ΣH]
        Tensor deep = dnn.forward(shape.concatenated(embeddings.get(0)), pass); // [B, u]
        Tensor nonlinear = head.forward(Tensors.concat(1, List.of(p, deep))).squeeze(1);
        return LinearTerm.sum(embeddings.get(1)).add(nonlinear);
    }
}
