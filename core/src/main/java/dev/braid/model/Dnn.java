package dev.braid.model;

import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.nn.Tower;
import dev.braid.tensor.Tensor;
import java.util.List;

/**
 * The generic deep network for click prediction (Covington et al., RecSys 2016; Zhang et al., ECIR 2016):
 * {@code l = w·MLP(e) + b}. Several tasks are independent copies that share nothing, embeddings included.
 *
 * <p>Parameters, for task t and hidden layer l from 0: {@code task.t.l.weight}, {@code task.t.l.bias} of {@link
 * dev.braid.nn.Mlp}, {@code task.t.head.weight [u, 1]}, {@code task.t.head.bias [1]}. Reads the embeddings {@code "0"} to
 * {@code "T−1"}, one per task.
 */
public final class Dnn implements TaskCopies.Network {
    private final ModelShape shape;
    private final Tower tower;

    private Dnn(DnnOptions options, ModelShape shape, Parameters parameters) {
        this.shape = shape;
        tower = Tower.of(parameters, shape.concatenated(), options.mlp());
    }

    public static Model of(DnnOptions options, ModelShape shape, Parameters parameters) {
        return TaskCopies.of(shape.tasks(), parameters, branch -> new Dnn(options, shape, branch));
    }

    @Override
    public Tensor logit(List<Tensor> embeddings, Pass pass) {
        return tower.forward(shape.concatenated(embeddings.get(0)), pass);
    }
}
