package dev.braid.model;

import dev.braid.nn.Experts;
import dev.braid.nn.MlpOptions;
import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.nn.Stitch;
import dev.braid.nn.Trace;
import dev.braid.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Cross-stitch networks (Misra, Shrivastava, Gupta, Hebert, CVPR 2016): a network for each task, and after every layer l
 * {@code h̃_l^t = Σ_s A_l[t, s] h_l^s}; layer l + 1 of task t reads h̃_l^t, and {@code l_t = head_t(h̃_L^t)}.
 *
 * <p>Parameters, for layer l from 0: {@code network.l.weight}, {@code network.l.bias} of {@link Experts}, expert t being
 * the network of task t; {@code stitch.l.mix [T, T]}, or {@code [T, T, u]} per unit, of {@link Stitch}; and the heads of
 * {@link TaskTowers} without hidden layers.
 */
public final class CrossStitch implements Model {
    private final ModelShape shape;
    private final Experts networks;
    private final List<Stitch> stitches = new ArrayList<>();
    private final TaskTowers heads;

    private CrossStitch(CrossStitchOptions options, ModelShape shape, Parameters parameters) {
        this.shape = shape;
        int tasks = shape.tasks();
        networks = Experts.of(parameters.in("network"), tasks, shape.concatenated(), options.network());
        Parameters branch = parameters.in("stitch").atRate(options.stitchRate());
        for (int width : options.network().hidden()) {
            Parameters layer = branch.in(String.valueOf(stitches.size()));
            stitches.add(
                    options.perUnit()
                            ? Stitch.ofUnits(layer, tasks, width, options.ownShare())
                            : Stitch.ofPairs(layer, tasks, options.ownShare()));
        }
        heads = new TaskTowers(parameters, networks.width(), tasks, MlpOptions.of());
    }

    public static Model of(CrossStitchOptions options, ModelShape shape, Parameters parameters) {
        return new CrossStitch(options, shape, parameters);
    }

    @Override
    public List<Output> forward(List<Tensor> embeddings, Pass pass) {
        Tensor h = shape.concatenated(embeddings.get(0)); // [B, D]
        for (int l = 0; l < networks.layers(); l++) {
            Tensor own = networks.layer(l, h, pass); // [T, B, u_l]
            h = stitches.get(l).forward(own);
            observe(l, own, pass);
        }
        Tensor last = h;
        return heads.forward(t -> last.select(0, t), pass);
    }

    private void observe(int l, Tensor own, Pass pass) {
        String place = "stitch." + l;
        List<String> networkNames = Trace.numbered("task", shape.tasks());
        pass.observe(() -> new Trace.Experts(place, networkNames, own));
        stitches.get(l).observe(place, networkNames, pass);
    }
}
