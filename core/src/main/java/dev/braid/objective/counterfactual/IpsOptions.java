package dev.braid.objective.counterfactual;

import dev.braid.options.Doc;

/** Options of the risks that weight by propensities. */
@Doc("clicked rows stand for unclicked ones by one over their click probability")
public record IpsOptions(
        @Doc("the factors of the risks") RiskOptions risk,
        @Doc("the weights of clicked rows") PropensityOptions propensity) {
    /** Those of MTL-IPS. */
    public static final IpsOptions DEFAULTS = new IpsOptions(RiskOptions.DEFAULTS, PropensityOptions.DEFAULTS);

    /** Those of ESCM²-IPS. */
    public static final IpsOptions ESCM2 = new IpsOptions(RiskOptions.ESCM2, PropensityOptions.DEFAULTS);

    public IpsOptions {
        risk.requireCounted("propensity", propensity, PropensityOptions.DEFAULTS);
    }
}
