package dev.braid.objective.counterfactual;

import dev.braid.tensor.Tensor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a batch as the risks of conversion see them; every tensor is {@code [n]}.
 *
 * @param share of each row in the mean over all rows: 0 where it is unknown whether the row converted
 * @param clicked o times that share
 * @param weighted o·w times that share
 * @param conversion logits b of conversion given click
 * @param label r on clicked rows, 0 elsewhere
 * @param imputed logits c of the imputation tower, where there is one
 */
record ConversionRows(
        Tensor share, Tensor clicked, Tensor weighted, Tensor conversion, Tensor label, Optional<Tensor> imputed) {
    /** δ = BCE(b, r), meaningful on clicked rows. */
    Tensor error() {
        return conversion.binaryCrossEntropy(label);
    }

    /** δ̂. */
    Tensor imputedError(Imputation imputation) {
        return imputation.error(conversion, imputed.orElseThrow());
    }

    /** The share of {@code R_imp = mean(o·w·loss)} that falls on these rows, or null when nothing is learned. */
    @Nullable
    Tensor imputationRisk(Imputation imputation) {
        Tensor loss = imputation.loss(error(), imputed.orElseThrow(), label);
        return loss == null ? null : weighted.mul(loss).sum();
    }

    /** The same rows with the conversion held fixed: nothing but the imputation learns. */
    ConversionRows fixedConversion() {
        return new ConversionRows(share, clicked, weighted, conversion.stopGradient(), label, imputed);
    }

    /** The same rows with the imputation held fixed. */
    ConversionRows fixedImputation() {
        return new ConversionRows(share, clicked, weighted, conversion, label, imputed.map(Tensor::stopGradient));
    }
}
