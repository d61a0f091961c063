package dev.braid.model;

import dev.braid.options.Doc;

/** How the cross network and the MLP of DCN stand to each other (Wang et al., WWW 2021, figure 1). */
public enum CrossStructure {
    @Doc("side by side: the output reads both")
    PARALLEL,
    @Doc("the MLP reads the cross network")
    STACKED,
    @Doc("no MLP; the options mlp have no effect")
    CROSS_ONLY
}
