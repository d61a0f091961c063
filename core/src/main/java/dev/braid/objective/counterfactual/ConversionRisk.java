package dev.braid.objective.counterfactual;

import dev.braid.tensor.Tensor;
import java.util.Optional;

/** An estimate, from clicked rows, of the mean conversion error δ over all rows. */
sealed interface ConversionRisk {
    /** How clicked rows are weighted. */
    ClickWeighting weighting();

    /** How errors are imputed, if they are. */
    Optional<Imputation> imputation();

    /** Whether rows without a click say nothing: 0 in a batch that has none. */
    boolean isOfClicksAlone();

    /** The share of the risk that falls on some rows: a scalar. */
    Tensor of(ConversionRows rows);

    /** {@code R_IPS = mean(o·w·δ)}. */
    record Ips(ClickWeighting weighting) implements ConversionRisk {
        @Override
        public boolean isOfClicksAlone() {
            return true;
        }

        @Override
        public Optional<Imputation> imputation() {
            return Optional.empty();
        }

        @Override
        public Tensor of(ConversionRows rows) {
            return rows.weighted().mul(rows.error()).sum();
        }
    }

    /** {@code R_EIB = mean(o·δ + (1 − o)·δ̂)}. */
    record Eib(Imputation imputed) implements ConversionRisk {
        @Override
        public boolean isOfClicksAlone() {
            return false;
        }

        @Override
        public ClickWeighting weighting() {
            return ClickWeighting.NONE;
        }

        @Override
        public Optional<Imputation> imputation() {
            return Optional.of(imputed);
        }

        @Override
        public Tensor of(ConversionRows rows) {
            Tensor unclicked = rows.share().sub(rows.clicked());
            return rows.clicked()
                    .mul(rows.error())
                    .add(unclicked.mul(rows.imputedError(imputed)))
                    .sum();
        }
    }

    /** {@code R_DR = mean(δ̂ + o·w·(δ − δ̂))}. */
    record Dr(ClickWeighting weighting, Imputation imputed) implements ConversionRisk {
        @Override
        public boolean isOfClicksAlone() {
            return false;
        }

        @Override
        public Optional<Imputation> imputation() {
            return Optional.of(imputed);
        }

        @Override
        public Tensor of(ConversionRows rows) {
            Tensor guess = rows.imputedError(imputed);
            return rows.share()
                    .mul(guess)
                    .add(rows.weighted().mul(rows.error().sub(guess)))
                    .sum();
        }
    }
}
