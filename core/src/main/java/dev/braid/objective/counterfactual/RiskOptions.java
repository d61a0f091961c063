package dev.braid.objective.counterfactual;

import dev.braid.options.Doc;
import dev.braid.options.NoEffect;

/** The factors of the risks in the loss of the conversion task. */
@Doc("how much each risk of the conversion counts")
public record RiskOptions(
        @Doc("λ_c, the factor of the counterfactual risk") double counterfactual,

        @Doc("λ_g, the factor of the cross-entropy of click-and-convert over all rows, ESMM's second loss")
        double global,

        @Doc("steps at the beginning in which λ_c is 0") long warmUpSteps) {
    /** The counterfactual risk alone, as in Multi-IPW and Multi-DR. */
    public static final RiskOptions DEFAULTS = new RiskOptions(1, 0, 0);

    /** The counterfactual risk beside the global one, as in ESCM². */
    public static final RiskOptions ESCM2 = new RiskOptions(0.1, 1, 0);

    public RiskOptions {
        require("counterfactual", counterfactual);
        require("global", global);
        if (counterfactual == 0 && global == 0) {
            throw new IllegalArgumentException("counterfactual and global are both 0: nothing trains the conversion");
        }
        if (warmUpSteps < 0) {
            throw new IllegalArgumentException("warmUpSteps must be at least 0, got " + warmUpSteps);
        }
        if (counterfactual == 0) {
            NoEffect.refuse("warmUpSteps", warmUpSteps, 0L, "with counterfactual 0");
        }
    }

    /**
     * Refuses options of a counterfactual risk that does not count.
     *
     * @param option what they are called beside these
     * @throws IllegalArgumentException if they were set and λ_c is 0
     */
    void requireCounted(String option, Record value, Record usual) {
        if (counterfactual == 0) {
            NoEffect.refuse(option, value, usual, "with risk.counterfactual 0");
        }
    }

    private static void require(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be a finite number of at least 0, got " + value);
        }
    }
}
