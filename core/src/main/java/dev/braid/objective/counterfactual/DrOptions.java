package dev.braid.objective.counterfactual;

import dev.braid.options.Doc;

/** Options of the doubly robust risks. */
@Doc("imputed errors on all rows, corrected by propensity weights on clicked ones")
public record DrOptions(
        @Doc("the factors of the risks") RiskOptions risk,
        @Doc("the weights of clicked rows") PropensityOptions propensity,
        @Doc("the imputed errors") ImputationOptions imputation) {
    /** Those of MTL-DR. */
    public static final DrOptions DEFAULTS =
            new DrOptions(RiskOptions.DEFAULTS, PropensityOptions.DEFAULTS, ImputationOptions.DEFAULTS);

    /** Those of ESCM²-DR. */
    public static final DrOptions ESCM2 =
            new DrOptions(RiskOptions.ESCM2, PropensityOptions.DEFAULTS, ImputationOptions.DEFAULTS);

    public DrOptions {
        risk.requireCounted("propensity", propensity, PropensityOptions.DEFAULTS);
        risk.requireCounted("imputation", imputation, ImputationOptions.DEFAULTS);
    }
}
