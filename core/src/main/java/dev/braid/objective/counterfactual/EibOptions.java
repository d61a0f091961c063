package dev.braid.objective.counterfactual;

import dev.braid.options.Doc;

/** Options of error imputation. */
@Doc("imputed errors where no click was")
public record EibOptions(
        @Doc("the factors of the risks") RiskOptions risk,
        @Doc("the imputed errors") ImputationOptions imputation) {
    public static final EibOptions DEFAULTS = new EibOptions(RiskOptions.DEFAULTS, ImputationOptions.PSEUDO);

    public EibOptions {
        risk.requireCounted("imputation", imputation, ImputationOptions.PSEUDO);
    }
}
