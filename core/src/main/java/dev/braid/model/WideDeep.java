package dev.braid.model;

import dev.braid.nn.LinearTerm;
import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.nn.Tower;
import dev.braid.tensor.Tensor;
import java.util.List;

/**
 * Wide&amp;Deep (Cheng et al., DLRS@RecSys 2016): {@code l = w_wide·a + w_deep·MLP(e) + b}. The wide features a are a 1 for
 * each of the row's ids and for each of its crosses, and its numbers. Several tasks are independent copies.
 *
 * <p>Parameters, all below {@code task.t}: {@code l.weight}, {@code l.bias} of {@link dev.braid.nn.Mlp} for hidden layer l
 * from 0; {@code head.weight [u, 1]}, which is w_deep; {@code head.bias [1]}. Reads, for each task t, the embeddings
 * {@code t} and the weights {@code wide.t}, which are w_wide.
 */
public final class WideDeep implements TaskCopies.Network {
    private final ModelShape shape;
    private final Tower deep;

    private WideDeep(WideDeepOptions options, ModelShape shape, Parameters parameters) {
        this.shape = shape;
        deep = Tower.of(parameters, shape.concatenated(), options.mlp());
    }

    public static Model of(WideDeepOptions options, ModelShape shape, Parameters parameters) {
        return TaskCopies.of(shape.tasks(), parameters, branch -> new WideDeep(options, shape, branch));
    }

    @Override
    public Tensor logit(List<Tensor> embeddings, Pass pass) {
        Tensor e = shape.concatenated(embeddings.get(0)); // [B, D]
        return LinearTerm.sum(embeddings.get(1)).add(deep.forward(e, pass));
    }
}
