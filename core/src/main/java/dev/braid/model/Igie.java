package dev.braid.model;

import dev.braid.nn.GateOptions;
import dev.braid.nn.Gates;
import dev.braid.nn.MixtureOfExperts;
import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.nn.Trace;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Independent grouped information expert (World Journal of Innovation and Modern Technology 7(2), 2024): G groups, each a
 * mixture of experts over embeddings of its own, {@code v^{g,t} = Σ_i gate_i Exp_i^g(x^g)}; {@code f^t = [v^{1,t} ‖ … ‖
 * v^{G,t}]}, {@code l_t = head_t(MLP_t(f^t))}. With the option groupGate, {@code v^{g,t}} is first scaled by {@code
 * softmax(W^t [x^1 ‖ … ‖ x^G])_g}.
 *
 * <p>Parameters, for group g and task t from 0: {@code group.g.experts.…} and {@code group.g.gate.t.weight [D, n]} of
 * {@link MixtureOfExperts}; with groupGate {@code groupgate.t.weight [G·D, G]}; and those of {@link TaskTowers}, whose
 * input goes group by group. Reads the embeddings {@code "0"} to {@code "G−1"}, one per group, or {@code "0"} alone where
 * the groups share it.
 */
public final class Igie implements Model {
    private final ModelShape shape;
    private final List<MixtureOfExperts> groups = new ArrayList<>();
    private final Optional<Gates> groupGates;
    private final TaskTowers towers;

    private Igie(IgieOptions options, ModelShape shape, Parameters parameters) {
        this.shape = shape;
        int d = shape.concatenated();
        int tasks = shape.tasks();
        Parameters branch = parameters.in("group");
        for (int g = 0; g < options.groups(); g++) {
            Parameters own = branch.in(String.valueOf(g));
            groups.add(MixtureOfExperts.of(own, options.experts(), d, tasks, options.expert(), options.gate(), false));
        }
        int all = options.groups();
        groupGates = options.groupGate()
                ? Optional.of(Gates.perTask(parameters.in("groupgate"), all * d, all, tasks, GateOptions.DEFAULTS))
                : Optional.empty();
        towers = new TaskTowers(parameters, all * groups.get(0).width(), tasks, options.tower());
    }

    public static Model of(IgieOptions options, ModelShape shape, Parameters parameters) {
        return new Igie(options, shape, parameters);
    }

    @Override
    public List<Output> forward(List<Tensor> embeddings, Pass pass) {
        List<Tensor> tables = embeddings.stream().map(shape::concatenated).toList();
        List<Tensor> x =
                tables.size() == 1 ? Collections.nCopies(groups.size(), tables.get(0)) : tables; // G times [B, D]
        List<List<Tensor>> v = IntStream.range(0, groups.size())
                .mapToObj(g -> groups.get(g).forward(x.get(g), pass))
                .toList(); // [G][T] of [B, u]
        Optional<List<Tensor>> shares = groupGates.map(gates -> shares(gates, x, pass));
        return towers.forward(
                t -> {
                    List<Tensor> parts = v.stream().map(group -> group.get(t)).toList();
                    return Tensors.concat(
                            1, shares.map(s -> scaled(parts, s.get(t))).orElse(parts)); // [B, G·u]
                },
                pass);
    }

    /** The weight of each group {@code [B, G]} for every task. */
    private static List<Tensor> shares(Gates gates, List<Tensor> x, Pass pass) {
        List<Tensor> shares = gates.forward(Tensors.concat(1, x), pass);
        gates.observe("groupgate", Trace.numbered("group", x.size()), shares, pass);
        return shares;
    }

    /** Scales each group's mixture {@code [B, u]} by its column of {@code share [B, G]}. */
    private static List<Tensor> scaled(List<Tensor> mixtures, Tensor share) {
        return IntStream.range(0, mixtures.size())
                .mapToObj(g -> mixtures.get(g).mul(share.narrow(1, g, 1)))
                .toList();
    }
}
