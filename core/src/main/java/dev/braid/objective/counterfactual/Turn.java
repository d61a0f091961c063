package dev.braid.objective.counterfactual;

import dev.braid.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Whose turn a training step is. */
enum Turn {
    /** Everything learns. */
    JOINT(true) {
        @Override
        boolean learns(ConversionRisk risk, boolean anyClick) {
            return anyClick || !risk.isOfClicksAlone();
        }

        @Override
        Tensor counterfactual(ConversionRisk risk, ConversionRows rows) {
            Tensor imputation = risk.imputation().map(rows::imputationRisk).orElse(null);
            Tensor prediction = risk.of(rows);
            return imputation == null ? prediction : prediction.add(imputation);
        }
    },
    /** All but the imputation learns. */
    PREDICTION(true) {
        @Override
        boolean learns(ConversionRisk risk, boolean anyClick) {
            return anyClick || !risk.isOfClicksAlone();
        }

        @Override
        Tensor counterfactual(ConversionRisk risk, ConversionRows rows) {
            return risk.of(rows.fixedImputation());
        }
    },
    /** The imputation alone learns. */
    IMPUTATION(false) {
        @Override
        boolean learns(ConversionRisk risk, boolean anyClick) {
            return anyClick; // R_imp is a mean over clicked rows
        }

        @Override
        @Nullable
        Tensor counterfactual(ConversionRisk risk, ConversionRows rows) {
            return rows.fixedConversion().imputationRisk(risk.imputation().orElseThrow());
        }
    },
    /** The first steps: click, and the global risk. */
    WARM_UP(true) {
        @Override
        boolean learns(ConversionRisk risk, boolean anyClick) {
            return false;
        }

        @Override
        @Nullable
        Tensor counterfactual(ConversionRisk risk, ConversionRows rows) {
            return null;
        }
    };

    private final boolean predicts;

    Turn(boolean predicts) {
        this.predicts = predicts;
    }

    /** Whether click, and the global risk, are learned. */
    boolean predicts() {
        return predicts;
    }

    /** Whether a batch says anything about the counterfactual risk. */
    abstract boolean learns(ConversionRisk risk, boolean anyClick);

    /** The share of the counterfactual risk that falls on some rows, or null when there is none. */
    abstract @Nullable Tensor counterfactual(ConversionRisk risk, ConversionRows rows);
}
