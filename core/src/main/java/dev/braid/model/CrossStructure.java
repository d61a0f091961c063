package dev.braid.model;

import dev.braid.nn.MlpOptions;
import dev.braid.options.Doc;
import dev.braid.options.NoEffect;

/** How the cross network and the MLP of DCN stand to each other (Wang et al., WWW 2021, figure 1). */
public enum CrossStructure {
    @Doc("side by side: the output reads both")
    PARALLEL,
    @Doc("the MLP reads the cross network")
    STACKED,
    @Doc("no MLP; mlp must be left out")
    CROSS_ONLY {
        @Override
        void refuseUnread(MlpOptions mlp) {
            NoEffect.refuse("mlp", mlp, MlpOptions.DEFAULTS, "with structure cross-only");
        }
    };

    /**
     * Refuses layers that are not built.
     *
     * @throws IllegalArgumentException if they were set
     */
    void refuseUnread(MlpOptions mlp) {
        // An MLP there is: every option of it is read.
    }
}
