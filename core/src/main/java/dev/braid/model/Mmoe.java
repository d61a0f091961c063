package dev.braid.model;

import dev.braid.nn.MixtureOfExperts;
import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.tensor.Tensor;
import java.util.List;

/**
 * Multi-gate mixture-of-experts (Ma et al., KDD 2018): {@code g^t = softmax(W_g^t e)}, {@code f^t = Σ_i g_i^t f_i(e)},
 * {@code l_t = head_t(MLP_t(f^t))}.
 *
 * <p>Parameters: {@code experts.…} of {@link dev.braid.nn.Experts}; {@code gate.t.weight [D, n]} of {@link
 * dev.braid.nn.Gates}, or {@code gate.all.weight} with a single gate; and those of {@link TaskTowers}.
 */
public final class Mmoe implements Model {
    private final ModelShape shape;
    private final MixtureOfExperts mixture;
    private final TaskTowers towers;

    private Mmoe(MmoeOptions options, ModelShape shape, Parameters parameters) {
        this.shape = shape;
        mixture = MixtureOfExperts.of(
                parameters,
                options.experts(),
                shape.concatenated(),
                shape.tasks(),
                options.expert(),
                options.gate(),
                options.singleGate());
        towers = new TaskTowers(parameters, mixture.width(), shape.tasks(), options.tower());
    }

    public static Model of(MmoeOptions options, ModelShape shape, Parameters parameters) {
        return new Mmoe(options, shape, parameters);
    }

    @Override
    public List<Output> forward(List<Tensor> embeddings, Pass pass) {
        Tensor e = shape.concatenated(embeddings.get(0)); // [B, D]
        List<Tensor> f = mixture.forward(e, pass); // T times [B, u]
        return towers.forward(f::get, pass);
    }
}
