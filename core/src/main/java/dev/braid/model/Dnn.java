package dev.braid.model;

import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.nn.Tower;
import dev.braid.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The generic deep network for click prediction (Covington et al., RecSys 2016; Zhang et al., ECIR 2016):
 * {@code l = w·MLP(e) + b}. Several tasks are independent copies that share nothing, embeddings included.
 *
 * <p>Parameters, for task t and hidden layer l from 0: {@code task.t.l.weight}, {@code task.t.l.bias} of {@link
 * dev.braid.nn.Mlp}, {@code task.t.head.weight [u, 1]}, {@code task.t.head.bias [1]}. Reads the embeddings {@code "0"} to
 * {@code "T−1"}, one per task.
 */
public final class Dnn implements Model {
    private final List<Tower> copies = new ArrayList<>();
    private final ModelShape shape;

    private Dnn(DnnOptions options, ModelShape shape, Parameters parameters) {
        this.shape = shape;
        Parameters branch = parameters.in("task");
        for (int t = 0; t < shape.tasks(); t++) {
            copies.add(Tower.of(branch.inTask(String.valueOf(t), t), shape.concatenated(), options.mlp()));
        }
    }

    public static Model of(DnnOptions options, ModelShape shape, Parameters parameters) {
        return new Dnn(options, shape, parameters);
    }

    @Override
    public List<Output> forward(List<Tensor> embeddings, Pass pass) {
        List<Output> outputs = new ArrayList<>();
        for (int t = 0; t < copies.size(); t++) {
            Tensor e = shape.concatenated(embeddings.get(t)); // [B, D]
            outputs.add(Output.ofLogit(copies.get(t).forward(e, pass)));
        }
        return outputs;
    }
}
