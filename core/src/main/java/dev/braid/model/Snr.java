package dev.braid.model;

import dev.braid.nn.Experts;
import dev.braid.nn.Init;
import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.nn.Trace;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sub-network routing (Ma, Zhao, Chen, Li, Hong, Chi, AAAI 2019): levels of sub-networks, and between two levels, and from
 * the last one to the towers, a route z_qi from every sub-network i to every reader q that learns whether to be open.
 *
 * <ul>
 *   <li>The sub-networks of the first level all read e; {@code u_i = subnet_i(v_i)}.
 *   <li>SNR-Trans: {@code v_q = Σ_i z_qi M_qi u_i}. SNR-Aver: {@code v_q = Σ_i z_qi u_i}.
 *   <li>{@code l_t = head_t(MLP_t(v_t))}; z are the hard concrete gates of {@link dev.braid.nn.HardConcrete}.
 *   <li>Penalty: λ_0 times the expected number of open routes.
 * </ul>
 *
 * <p>Parameters, for level j from 0: {@code level.j.subnet.…} of {@link Experts}; {@code level.j.route.q.…} of {@link
 * SnrRoutes}, to sub-network q of level j + 1, or from the last level to the tower of task q; and those of {@link
 * TaskTowers}.
 */
public final class Snr implements Model {
    private final ModelShape shape;
    private final List<Experts> levels = new ArrayList<>();
    private final List<SnrRoutes> routes = new ArrayList<>();
    private final double openRoutes;
    private final TaskTowers towers;

    private Snr(SnrOptions options, boolean transformed, ModelShape shape, Parameters parameters) {
        this.shape = shape;
        openRoutes = options.openRoutes();
        Init logAlpha = Init.normal(options.initialLogAlpha(), options.initialSpread());
        SnrRoutes.Kind kind = new SnrRoutes.Kind(transformed, options.normalised(), options.route(), logAlpha);
        int last = options.levels().size() - 1;
        int width = shape.concatenated();
        for (int j = 0; j <= last; j++) {
            Parameters level = parameters.in("level").in(String.valueOf(j));
            Parameters subnets = level.in("subnet");
            int n = options.count(j);
            levels.add(
                    j == 0
                            ? Experts.of(subnets, n, width, options.subnetwork(j))
                            : Experts.ofOwnInputs(subnets, n, width, options.subnetwork(j)));
            width = levels.get(j).width();
            Parameters branch = level.in("route");
            List<SnrRoutes.Reader> readers = j == last
                    ? IntStream.range(0, shape.tasks())
                            .mapToObj(t -> new SnrRoutes.Reader(Trace.task(t), branch.inTask(String.valueOf(t), t)))
                            .toList()
                    : IntStream.range(0, options.count(j + 1))
                            .mapToObj(q -> new SnrRoutes.Reader("subnet." + q, branch.in(String.valueOf(q))))
                            .toList();
            routes.add(new SnrRoutes(level.path(), readers, n, width, kind));
        }
        towers = new TaskTowers(parameters, width, shape.tasks(), options.tower());
    }

    /** SNR-Trans. */
    public static Model trans(SnrOptions options, ModelShape shape, Parameters parameters) {
        return new Snr(options, true, shape, parameters);
    }

    /** SNR-Aver. */
    public static Model aver(SnrOptions options, ModelShape shape, Parameters parameters) {
        return new Snr(options, false, shape, parameters);
    }

    @Override
    public List<Output> forward(List<Tensor> embeddings, Pass pass) {
        Tensor read = shape.concatenated(embeddings.get(0)); // [B, D]
        for (int j = 0; j < levels.size() - 1; j++) {
            Tensor u = levels.get(j).forward(read, pass); // [n_j, B, d]
            read = Tensors.stack(0, routes.get(j).forward(u, pass)); // [n_j+1, B, d]
        }
        int last = levels.size() - 1;
        Tensor u = pass.shared(levels.get(last).forward(read, pass)); // [n, B, d]
        return towers.forward(routes.get(last).forward(u, pass)::get, pass);
    }

    @Override
    public @Nullable Tensor penalty() {
        return openRoutes == 0
                ? null
                : routes.stream()
                        .map(SnrRoutes::expectedOpen)
                        .reduce(Tensor::add)
                        .orElseThrow()
                        .mul(openRoutes);
    }
}
