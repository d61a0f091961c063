package dev.braid.model;

import dev.braid.nn.HardConcrete;
import dev.braid.nn.HardConcreteOptions;
import dev.braid.nn.Init;
import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.nn.Trace;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The routes from one level of {@link Snr} to the next, {@code v_q = Σ_i z_qi M_qi u_i}, or without M. Parameters of
 * target q: {@code q.logAlpha [n]} of {@link HardConcrete}; with transforms {@code q.transform [n, d, d]}, of which
 * {@code [i]} maps the output of sub-network i, a row, to what q reads of it.
 */
final class SnrRoutes {
    private static final double LEAST_OPEN = 1e-6;

    private final List<Target> targets = new ArrayList<>();
    private final String place;
    private final boolean normalised;

    private record Target(String name, HardConcrete routes, Optional<Variable> transform) {}

    /** A reader of the routes: its name, and where its parameters lie. */
    record Reader(String name, Parameters branch) {}

    /** How routes are made. */
    record Kind(boolean transformed, boolean normalised, HardConcreteOptions route, Init logAlpha) {}

    /**
     * @param place the level below, as it is shown to observers
     * @param readers what the routes lead to
     * @param n number of sub-networks below
     * @param d width of their outputs
     */
    SnrRoutes(String place, List<Reader> readers, int n, int d, Kind kind) {
        this.place = place;
        normalised = kind.normalised();
        for (Reader reader : readers) {
            Parameters branch = reader.branch();
            HardConcrete routes = HardConcrete.of(kind.route(), branch, n, kind.logAlpha());
            targets.add(new Target(
                    reader.name(),
                    routes,
                    kind.transformed()
                            ? Optional.of(branch.weight("transform", Init.glorot(d, d), n, d, d))
                            : Optional.empty()));
        }
    }

    /**
     * @param u outputs of the sub-networks below, {@code [n, B, d]}
     * @return what every target reads, {@code [B, d]} each
     */
    List<Tensor> forward(Tensor u, Pass pass) {
        Tensor sideBySide = u.transpose(0, 1).reshape(u.size(1), -1); // [B, n·d]
        List<Tensor> v = new ArrayList<>();
        List<String> names = Trace.numbered("subnet", (int) u.size(0));
        pass.observe(() -> new Trace.Experts(place, names, u));
        for (Target target : targets) {
            Tensor open = scaled(target.routes().forward(pass)); // [n]
            pass.observe(() -> new Trace.Gate(place, target.name(), names, open.unsqueeze(0)));
            Tensor z = open.reshape(-1, 1, 1);
            v.add(target.transform()
                    .map(m -> sideBySide.matmul(m.mul(z).reshape(-1, m.size(2))))
                    .orElseGet(() -> u.mul(z).sum(0)));
        }
        return v;
    }

    private Tensor scaled(Tensor z) {
        return normalised ? z.div(z.sum().clamp(LEAST_OPEN, Float.MAX_VALUE)) : z;
    }

    /** How many routes are expected to be open in training, a scalar. */
    Tensor expectedOpen() {
        return targets.stream()
                .map(target -> target.routes().expectedOpen())
                .reduce(Tensor::add)
                .orElseThrow();
    }
}
