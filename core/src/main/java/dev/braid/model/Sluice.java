package dev.braid.model;

import dev.braid.nn.Experts;
import dev.braid.nn.Init;
import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.nn.Stitch;
import dev.braid.nn.Trace;
import dev.braid.tensor.DType;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sluice networks (Ruder, Bingel, Augenstein, Søgaard, arXiv 1705.08142 and AAAI 2019). Every layer l of the network of
 * task t is cut in S equal subspaces, {@code h_l^t = [h_l^{t,1} ‖ … ‖ h_l^{t,S}]}, which are mixed over tasks and
 * subspaces:
 *
 * <ul>
 *   <li>{@code h̃_l^{t,s} = Σ_{t',s'} A_l[(t,s), (t',s')] h_l^{t',s'}}; layer l + 1 of task t reads h̃_l^t.
 *   <li>{@code q^t = Σ_l β_l^t h̃_l^t}; {@code l_t = head_t(MLP_t(q^t))}.
 *   <li>Penalty {@code ω Σ_{t,l} Σ_{s<s'} ‖(W_l^{t,s})ᵀ W_l^{t,s'}‖²}, the inner products of the units of two subspaces,
 *       each unit being its incoming weights.
 * </ul>
 *
 * <p>Parameters, for layer l and task t from 0: {@code network.l.weight}, {@code network.l.bias} of {@link Experts}, expert
 * t being the network of task t; {@code stitch.l.mix [T·S, T·S]} of {@link Stitch}, in which the subspaces of a task stand
 * together; {@code layers.t.mix [L]}; and those of {@link TaskTowers}.
 */
public final class Sluice implements Model {
    private final ModelShape shape;
    private final SluiceOptions options;
    private final DType dtype;
    private final Experts networks;
    private final List<Stitch> stitches = new ArrayList<>();
    private final List<Variable> layerMix = new ArrayList<>();
    private final TaskTowers towers;

    private Sluice(SluiceOptions options, ModelShape shape, Parameters parameters) {
        this.shape = shape;
        this.options = options;
        this.dtype = parameters.dtype();
        int tasks = shape.tasks();
        networks = Experts.of(parameters.in("network"), tasks, shape.concatenated(), options.network());
        for (int l = 0; l < networks.layers(); l++) {
            Parameters layer = parameters.in("stitch").in(String.valueOf(l));
            stitches.add(Stitch.ofPairs(layer, tasks * options.subspaces(), options.ownShare()));
        }
        for (int t = 0; t < tasks; t++) {
            Parameters own = parameters.in("layers").inTask(String.valueOf(t), t);
            int layers = networks.layers();
            layerMix.add(own.gate("mix", Init.constant(1.0 / layers), layers));
        }
        towers = new TaskTowers(parameters, networks.width(), tasks, options.tower());
    }

    public static Model of(SluiceOptions options, ModelShape shape, Parameters parameters) {
        return new Sluice(options, shape, parameters);
    }

    @Override
    public List<Output> forward(List<Tensor> embeddings, Pass pass) {
        Tensor h = shape.concatenated(embeddings.get(0)); // [B, D]
        List<Tensor> layers = new ArrayList<>();
        for (int l = 0; l < networks.layers(); l++) {
            Tensor own = networks.layer(l, h, pass); // [T, B, u]
            h = stitched(stitches.get(l), own);
            layers.add(h);
            observe(l, own, pass);
        }
        Tensor all = Tensors.stack(0, layers); // [L, T, B, u]
        return towers.forward(
                t -> {
                    Tensor beta = layerMix.get(t).reshape(-1, 1, 1);
                    pass.observe(() -> new Trace.Gate(
                            "layers",
                            Trace.task(t),
                            Trace.numbered("layer", layers.size()),
                            layerMix.get(t).reshape(1, -1)));
                    return all.select(1, t).mul(beta).sum(0); // [B, u]
                },
                pass);
    }

    private void observe(int l, Tensor own, Pass pass) {
        String place = "stitch." + l;
        List<String> names = Trace.numbered("task", shape.tasks());
        pass.observe(() -> new Trace.Experts(place, names, own));
        stitches.get(l)
                .observe(
                        place,
                        names.stream()
                                .flatMap(task -> Trace.numbered(task + ".subspace", options.subspaces()).stream())
                                .toList(),
                        pass);
    }

    /** Mixes the subspaces of {@code [T, B, u]}. */
    private Tensor stitched(Stitch stitch, Tensor h) {
        long tasks = h.size(0);
        long rows = h.size(1);
        int s = options.subspaces();
        Tensor subspaces = h.reshape(tasks, rows, s, -1).transpose(1, 2); // [T, S, B, u/S]
        Tensor mixed = stitch.forward(subspaces.reshape(tasks * s, rows, -1));
        return mixed.reshape(tasks, s, rows, -1).transpose(1, 2).reshape(tasks, rows, -1);
    }

    @Override
    public @Nullable Tensor penalty() {
        if (options.orthogonality() == 0 || options.subspaces() == 1) {
            return null;
        }
        Tensor apart = betweenSubspaces();
        Tensor sum = Tensors.zeros(dtype);
        for (int l = 0; l < networks.layers(); l++) {
            Tensor w = networks.weight(l); // [T, in, u]
            Tensor products = w.transpose(1, 2).batchedMatmul(w); // [T, u, u]
            sum = sum.add(products.square().mul(apart).sum());
        }
        return sum.mul(options.orthogonality());
    }

    /** {@code [u, u]}: 1 where the row's unit is in a subspace before the column's. */
    private Tensor betweenSubspaces() {
        int u = networks.width();
        int size = u / options.subspaces();
        double[] pairs = new double[u * u];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = i / u / size < i % u / size ? 1 : 0;
        }
        return Tensors.of(dtype, pairs, u, u);
    }
}
