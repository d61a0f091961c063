package dev.braid.nn;

import dev.braid.options.Doc;
import dev.braid.options.NoEffect;
import dev.braid.tensor.Tensor;
import java.util.function.UnaryOperator;

/** The parallel heterogeneous layers of DE-PHN §III-A: what the experts read, and how cross and field experts interact. */
@Doc("soft selection gating, cross layers and field interaction layers")
public record InteractionOptions(
        @Doc("attention heads, which divide the embedding width")
        int heads,

        @Doc("what the soft selection gates are") SoftSelectionGate.Kind selection,
        @Doc("cross layers") int crossLayers,
        @Doc("which cross layers") Cross.Version crossVersion,

        @Doc("rank of the matrices of v2, 0 for full matrices")
        int crossRank,

        @Doc("field interaction layers") int fieldLayers,

        @Doc("weights of the residual links of cross and field interaction layers")
        Residual residual) {
    public static final InteractionOptions DEFAULTS = of(2);

    public InteractionOptions {
        requireAtLeast("heads", 1, heads);
        requireAtLeast("crossLayers", 1, crossLayers);
        requireAtLeast("crossRank", 0, crossRank);
        requireAtLeast("fieldLayers", 1, fieldLayers);
        if (crossRank > 0 && crossVersion == Cross.Version.V1) {
            throw new IllegalArgumentException("crossRank belongs to cross layers v2; v1 has no matrices");
        }
        if (selection == SoftSelectionGate.Kind.OFF) {
            NoEffect.refuse("heads", heads, 2, "without soft selection gates");
        }
    }

    /** Two heads, and so many full v2 cross layers and field interaction layers. */
    public static InteractionOptions of(int layers) {
        return new InteractionOptions(
                2, SoftSelectionGate.Kind.RAW, layers, Cross.Version.V2, 0, layers, Residual.VECTOR);
    }

    /**
     * Refuses what speaks of experts that there are none of.
     *
     * @param component the name of these options in the record that holds them
     * @param crossExperts number of cross experts
     * @param fieldExperts number of field interaction experts
     * @param otherResiduals whether the residual links are used elsewhere too
     * @throws IllegalArgumentException naming the option
     */
    public void requireUsed(String component, int crossExperts, int fieldExperts, boolean otherResiduals) {
        if (crossExperts == 0) {
            String when = "with crossExperts 0";
            NoEffect.refuse(component + ".crossLayers", crossLayers, DEFAULTS.crossLayers, when);
            NoEffect.refuse(component + ".crossVersion", crossVersion, DEFAULTS.crossVersion, when);
            NoEffect.refuse(component + ".crossRank", crossRank, DEFAULTS.crossRank, when);
        }
        if (fieldExperts == 0) {
            NoEffect.refuse(component + ".fieldLayers", fieldLayers, DEFAULTS.fieldLayers, "with fieldExperts 0");
        }
        if (crossExperts + fieldExperts == 0 && !otherResiduals) {
            NoEffect.refuse(
                    component + ".residual", residual, DEFAULTS.residual, "with crossExperts and fieldExperts 0");
        }
    }

    /**
     * What the soft selection gates choose beside the raw embeddings: {@code [B, F, k]} to {@code [B, F, k]}; without gates
     * the embeddings themselves.
     *
     * @param width k
     * @throws dev.braid.fault.BadInput if the heads do not divide the width
     */
    public UnaryOperator<Tensor> attention(Parameters parameters, int width) {
        return selection == SoftSelectionGate.Kind.OFF
                ? UnaryOperator.identity()
                : FieldAttention.of(parameters, width, heads)::forward;
    }

    /** A cross network on vectors of length D = {@code width}. */
    public Cross cross(Parameters parameters, int width) {
        return Cross.of(parameters, width, new Cross.Form(crossLayers, crossVersion, crossRank, residual));
    }

    /** Field interaction layers on F = {@code fields} fields. */
    public FieldInteraction fieldInteraction(Parameters parameters, int fields) {
        return FieldInteraction.of(parameters, fields, fieldLayers, residual);
    }

    private static void requireAtLeast(String option, int least, int value) {
        if (value < least) {
            throw new IllegalArgumentException(option + " must be at least " + least + ", got " + value);
        }
    }
}
