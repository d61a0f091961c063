package dev.braid.model;

import dev.braid.nn.Linear;
import dev.braid.nn.Mlp;
import dev.braid.nn.NuclearNorm;
import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.nn.Trace;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Soft parameter sharing: networks of one shape, {@code l_t = head_t(MLP_t(e))}, and a penalty on how unlike their layers
 * are. With θ_l^t the weights and biases of layer l of task t:
 *
 * <ul>
 *   <li>{@code μ Σ_l Σ_{s<t} ‖θ_l^s − θ_l^t‖²} (Duong, Cohn, Bird, Cook, ACL 2015), or
 *   <li>{@code μ Σ_l ‖[θ_l^1 ; … ; θ_l^T]‖_*}, the trace norm (Yang and Hospedales, ICLR workshop 2017).
 * </ul>
 *
 * Heads, and the scales and shifts of batch normalisation, are not in it.
 *
 * <p>Parameters, for task t and hidden layer l from 0, as in {@link Dnn}: {@code task.t.l.weight}, {@code task.t.l.bias} of
 * {@link Mlp}, {@code task.t.head.weight [u, 1]}, {@code task.t.head.bias [1]}.
 */
public final class SoftSharing implements Model {
    private final ModelShape shape;
    private final SoftSharingOptions options;
    private final List<Mlp> networks = new ArrayList<>();
    private final List<Linear> heads = new ArrayList<>();

    private SoftSharing(SoftSharingOptions options, ModelShape shape, Parameters parameters) {
        this.shape = shape;
        this.options = options;
        for (int t = 0; t < shape.tasks(); t++) {
            Parameters own = parameters.in("task").inTask(String.valueOf(t), t);
            Mlp network = Mlp.of(own, shape.concatenated(), options.network());
            if (options.sameInit() && t > 0) {
                copy(networks.get(0).linears(), network.linears());
            }
            networks.add(network);
            heads.add(Linear.of(own.in("head"), network.width(), 1));
        }
    }

    private static void copy(List<Linear> from, List<Linear> to) {
        for (int l = 0; l < from.size(); l++) {
            to.get(l).weight().assign(from.get(l).weight().toDoubles()); // biases all start at 0
        }
    }

    public static Model of(SoftSharingOptions options, ModelShape shape, Parameters parameters) {
        return new SoftSharing(options, shape, parameters);
    }

    @Override
    public List<Output> forward(List<Tensor> embeddings, Pass pass) {
        List<Output> outputs = new ArrayList<>();
        for (int t = 0; t < networks.size(); t++) {
            Tensor e = shape.concatenated(embeddings.get(options.ownEmbeddings() ? t : 0)); // [B, D]
            Tensor h = networks.get(t).forward(e, pass); // [B, u]
            String task = Trace.task(t);
            pass.observe(() -> new Trace.Experts("", List.of(task), h.unsqueeze(0)));
            outputs.add(Output.ofLogit(heads.get(t).forward(h).squeeze(1)));
        }
        return outputs;
    }

    @Override
    public @Nullable Tensor penalty() {
        if (options.strength() == 0 || networks.size() == 1) {
            return null;
        }
        List<Tensor> layers = new ArrayList<>();
        for (int l = 0; l < options.network().hidden().size(); l++) {
            int layer = l;
            List<Tensor> theta = networks.stream()
                    .map(network -> flattened(network.linears().get(layer)))
                    .toList();
            layers.add(
                    switch (options.distance()) {
                        case L2 -> squaredDistances(theta);
                        case TRACE -> NuclearNorm.of(theta);
                    });
        }
        return layers.stream().reduce(Tensor::add).orElseThrow().mul(options.strength());
    }

    /** θ: weights and biases of a layer in one row. */
    private static Tensor flattened(Linear linear) {
        Tensor weight = linear.weight().reshape(-1);
        return linear.bias()
                .map(bias -> Tensors.concat(0, List.of(weight, bias)))
                .orElse(weight);
    }

    private static Tensor squaredDistances(List<Tensor> theta) {
        List<Tensor> pairs = new ArrayList<>();
        for (int s = 0; s < theta.size(); s++) {
            for (int t = s + 1; t < theta.size(); t++) {
                pairs.add(theta.get(s).sub(theta.get(t)).square().sum());
            }
        }
        return pairs.stream().reduce(Tensor::add).orElseThrow();
    }
}
