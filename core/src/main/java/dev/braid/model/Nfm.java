package dev.braid.model;

import dev.braid.nn.BiInteraction;
import dev.braid.nn.LinearTerm;
import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.nn.Tower;
import dev.braid.tensor.Tensor;
import java.util.List;

/**
 * Neural factorisation machine (He and Chua, SIGIR 2017): {@code l = w₀ + Σ_i w_i + h·MLP(f_BI)} with {@code f_BI =
 * Σ_{i<j} e_i ⊙ e_j}, where w_i is the weight of the id of field i. Several tasks are independent copies.
 *
 * <p>Parameters, all below {@code task.t}: {@code pooling.…} of {@link BiInteraction}; {@code dnn.l.weight}, {@code
 * dnn.l.bias} of {@link dev.braid.nn.Mlp} for hidden layer l from 0; {@code dnn.head.weight [u, 1]}, which is h; {@code
 * dnn.head.bias [1]}, which is w₀. Reads, for each task t, the embeddings {@code t} and the weights {@code wide.t}.
 */
public final class Nfm implements TaskCopies.Network {
    private final BiInteraction pooling;
    private final Tower dnn;

    private Nfm(NfmOptions options, ModelShape shape, Parameters parameters) {
        pooling = BiInteraction.of(parameters.in("pooling"), shape.width(), options.pooling());
        dnn = Tower.of(parameters.in("dnn"), shape.width(), options.mlp());
    }

    public static Model of(NfmOptions options, ModelShape shape, Parameters parameters) {
        return TaskCopies.of(shape.tasks(), parameters, branch -> new Nfm(options, shape, branch));
    }

    @Override
    public Tensor logit(List<Tensor> embeddings, Pass pass) {
        Tensor pairs = pooling.forward(embeddings.get(0), pass); // f_BI, [B, k]
        return LinearTerm.sum(embeddings.get(1)).add(dnn.forward(pairs, pass));
    }
}
