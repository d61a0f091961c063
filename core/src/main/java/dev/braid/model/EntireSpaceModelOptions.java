package dev.braid.model;

import dev.braid.nn.GateOptions;
import dev.braid.nn.MlpOptions;
import dev.braid.options.Doc;

/** Options of {@link EntireSpaceModel}. An option that its backbone does not read must be left at its default. */
@Doc("towers for click, conversion given click and, where the objective has one, imputation")
public record EntireSpaceModelOptions(
        @Doc("what stands between the embeddings and the towers")
        Backbone backbone,

        @Doc("number of experts; backbone mmoe only") int experts,

        @Doc("the layers of each expert; backbone mmoe only")
        MlpOptions expert,

        @Doc("the gates over the experts; backbone mmoe only")
        GateOptions gate,

        @Doc("the layers that all towers share; backbone shared-bottom only")
        MlpOptions bottom,

        @Doc("the layers of each tower") MlpOptions tower)
        implements ModelOptions {
    private static final int DEFAULT_EXPERTS = 4;
    private static final MlpOptions DEFAULT_EXPERT = MlpOptions.of(128);

    /** On a mixture of experts. */
    public static final EntireSpaceModelOptions DEFAULTS = defaults(Backbone.MMOE, 64);

    /** On the embeddings alone, with the towers of the ESMM paper. */
    public static final EntireSpaceModelOptions ESMM = defaults(Backbone.TOWERS, 256, 128, 64);

    public EntireSpaceModelOptions {
        if (experts < 1) {
            throw new IllegalArgumentException("experts must be at least 1, got " + experts);
        }
        boolean mixture = backbone == Backbone.MMOE;
        requireRead("experts", mixture || experts == DEFAULT_EXPERTS, backbone);
        requireRead("expert", mixture || expert.equals(DEFAULT_EXPERT), backbone);
        requireRead("gate", mixture || gate.equals(GateOptions.DEFAULTS), backbone);
        requireRead("bottom", backbone == Backbone.SHARED_BOTTOM || bottom.equals(MlpOptions.DEFAULTS), backbone);
    }

    private static EntireSpaceModelOptions defaults(Backbone backbone, Integer... tower) {
        return new EntireSpaceModelOptions(
                backbone,
                DEFAULT_EXPERTS,
                DEFAULT_EXPERT,
                GateOptions.DEFAULTS,
                MlpOptions.DEFAULTS,
                MlpOptions.of(tower));
    }

    private static void requireRead(String option, boolean holds, Backbone backbone) {
        if (!holds) {
            throw new IllegalArgumentException(option + " has no effect with backbone "
                    + backbone.label()
                    + "; leave it out, or choose the backbone that reads it");
        }
    }
}
