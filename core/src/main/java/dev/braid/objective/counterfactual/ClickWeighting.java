package dev.braid.objective.counterfactual;

import dev.braid.model.Output;
import dev.braid.tensor.Tensor;

/** What a clicked row counts in place of the rows that were not clicked. */
interface ClickWeighting {
    /** Every clicked row counts for itself, {@code w = 1}. */
    ClickWeighting NONE = (clicked, click) -> clicked;

    /**
     * @param clicked o times the row's share of the mean over all rows, {@code [n]}
     * @param click the predicted clicks ô, through which no gradient may flow
     * @return {@code [n]}, o·w times the row's share
     */
    Tensor of(Tensor clicked, Output click);

    /** Whether a row's weight depends on the other rows' predictions. */
    default boolean couplesRows() {
        return false;
    }

    /**
     * {@code w = 1/clip(ô, ε_p, 1)}; self-normalised, the weights of the batch's clicked rows are divided by their sum, so
     * that rows whose ô came out too small do not make the risk larger.
     *
     * @param options ε_p and so on
     */
    record InversePropensity(PropensityOptions options) implements ClickWeighting {
        @Override
        public Tensor of(Tensor clicked, Output click) {
            Tensor propensity = click.probability().stopGradient().clamp(options.floor(), 1);
            Tensor weighted = clicked.div(propensity);
            if (!options.selfNormalised()) {
                return weighted;
            }
            Tensor total = weighted.sum();
            return total.item() > 0 ? weighted.div(total) : weighted; // without a click all are 0
        }

        @Override
        public boolean couplesRows() {
            return options.selfNormalised();
        }
    }
}
