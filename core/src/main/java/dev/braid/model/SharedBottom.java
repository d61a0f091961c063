package dev.braid.model;

import dev.braid.nn.Mlp;
import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.tensor.Tensor;
import java.util.List;

/**
 * Hard parameter sharing (Caruana, Machine Learning 1997): {@code h = MLP(e)}, {@code l_t = head_t(MLP_t(h))}.
 *
 * <p>Parameters: {@code bottom.l.weight}, {@code bottom.l.bias} of {@link Mlp}, and those of {@link TaskTowers}.
 */
public final class SharedBottom implements Model {
    private final ModelShape shape;
    private final Mlp bottom;
    private final TaskTowers towers;

    private SharedBottom(SharedBottomOptions options, ModelShape shape, Parameters parameters) {
        this.shape = shape;
        bottom = Mlp.of(parameters.in("bottom"), shape.concatenated(), options.bottom());
        towers = new TaskTowers(parameters, bottom.width(), shape.tasks(), options.tower());
    }

    public static Model of(SharedBottomOptions options, ModelShape shape, Parameters parameters) {
        return new SharedBottom(options, shape, parameters);
    }

    @Override
    public List<Output> forward(List<Tensor> embeddings, Pass pass) {
        Tensor e = shape.concatenated(embeddings.get(0)); // [B, D]
        Tensor h = pass.shared(bottom.forward(e, pass)); // [B, u]
        return towers.forward(t -> h, pass);
    }
}
