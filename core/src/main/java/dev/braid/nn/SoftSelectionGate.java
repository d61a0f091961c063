package dev.braid.nn;

import dev.braid.options.Doc;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Variable;
import java.util.Optional;

/**
 * Soft selection gating (DE-PHN eq. 1): {@code x = G ⊙ e_SA + (1 − G) ⊙ e} chooses, per embedding coordinate, between
 * the attended and the raw embeddings.
 *
 * <p>Parameter: {@code gate [D]}, not regularised; it is G itself, initially ½, or with SIGMOID it is θ of G = σ(θ),
 * initially 0. With OFF there is none, and x = e.
 */
public final class SoftSelectionGate {
    /** What the trained vector is. */
    public enum Kind {
        @Doc("the selection itself, unbounded, initially 1/2 (the paper)")
        RAW,
        @Doc("passed through a sigmoid, initially 0")
        SIGMOID,
        @Doc("none, and no attention: everything reads the raw embeddings (an ablation)")
        OFF
    }

    private final Optional<Variable> gate;
    private final Kind kind;
    private final String place;

    private SoftSelectionGate(Parameters parameters, int width, Kind kind) {
        this.kind = kind;
        this.place = parameters.path();
        this.gate = kind == Kind.OFF
                ? Optional.empty()
                : Optional.of(parameters.gate("gate", Init.constant(kind == Kind.RAW ? 0.5 : 0), width));
    }

    /** A gate on vectors of length D = {@code width}. */
    public static SoftSelectionGate of(Parameters parameters, int width, Kind kind) {
        return new SoftSelectionGate(parameters, width, kind);
    }

    /**
     * @param attended e_SA, {@code [B, D]}
     * @param raw e, {@code [B, D]}
     * @return {@code [B, D]}
     */
    public Tensor forward(Tensor attended, Tensor raw, Pass pass) {
        return gate.map(theta -> kind == Kind.RAW ? theta : theta.sigmoid())
                .map(g -> selected(g, attended, raw, pass))
                .orElse(raw);
    }

    private Tensor selected(Tensor g, Tensor attended, Tensor raw, Pass pass) {
        pass.observe(() -> new Trace.Selection(place, g));
        return attended.mul(g).add(raw.mul(g.neg().add(1)));
    }
}
