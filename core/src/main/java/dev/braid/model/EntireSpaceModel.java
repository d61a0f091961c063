package dev.braid.model;

import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.tensor.Tensor;
import java.util.List;

/**
 * The mathematics that ESMM (Ma et al., SIGIR 2018), Multi-IPW and Multi-DR (Zhang et al., WWW 2020) and ESCM² (Wang et al.,
 * SIGIR 2022) share: towers on a backbone over one set of embeddings. With two tasks, tower 0 gives the logit a of click
 * and tower 1 the logit b of conversion given click; an imputation tower behind them gives c. What makes the models differ
 * is their objective.
 *
 * <p>Parameters: those of the {@link Backbone}, and those of {@link TaskTowers}, the imputation tower as the
 * last one.
 */
public final class EntireSpaceModel implements Model {
    private final ModelShape shape;
    private final Backbone.Layers backbone;
    private final TaskTowers towers;

    private EntireSpaceModel(EntireSpaceModelOptions options, ModelShape shape, int heads, Parameters parameters) {
        this.shape = shape;
        backbone = options.backbone().layers(options, shape, heads, parameters);
        towers = new TaskTowers(parameters, backbone.width(), shape.tasks(), heads, options.tower());
    }

    /** A model with one output per task. */
    public static Model of(EntireSpaceModelOptions options, ModelShape shape, Parameters parameters) {
        return new EntireSpaceModel(options, shape, shape.tasks(), parameters);
    }

    /** A model with one output per task, and behind them the imputation tower's. */
    public static Model imputing(EntireSpaceModelOptions options, ModelShape shape, Parameters parameters) {
        return new EntireSpaceModel(options, shape, shape.tasks() + 1, parameters);
    }

    @Override
    public List<Output> forward(List<Tensor> embeddings, Pass pass) {
        List<Tensor> inputs = backbone.forward(shape.concatenated(embeddings.get(0)), pass); // n times [B, u]
        return towers.forward(inputs::get, pass);
    }
}
