package dev.braid.model;

import dev.braid.nn.InteractionOptions;
import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.nn.SoftSelectionGate;
import dev.braid.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What cross and field interaction experts read: the embeddings selected by G_C and G_F of DE-PHN's eq. 1. Parameters:
 * {@code select.cross.gate [D]} and {@code select.field.gate [D]}, each only if there are such experts.
 */
record InteractionInputs(
        @Nullable SoftSelectionGate cross, @Nullable SoftSelectionGate field) {
    /** Selected embeddings, each {@code [B, D]}. */
    record Selected(Tensor forCross, Tensor forField) {}

    static InteractionInputs of(
            Parameters parameters, int width, int crossExperts, int fieldExperts, InteractionOptions options) {
        Parameters branch = parameters.in("select");
        return new InteractionInputs(
                crossExperts == 0 ? null : SoftSelectionGate.of(branch.in("cross"), width, options.selection()),
                fieldExperts == 0 ? null : SoftSelectionGate.of(branch.in("field"), width, options.selection()));
    }

    /**
     * @param attended e_SA, {@code [B, D]}
     * @param e {@code [B, D]}
     */
    Selected select(Tensor attended, Tensor e, Pass pass) {
        return new Selected(
                cross == null ? e : cross.forward(attended, e, pass),
                field == null ? e : field.forward(attended, e, pass));
    }
}
