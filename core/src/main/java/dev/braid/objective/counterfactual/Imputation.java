package dev.braid.objective.counterfactual;

import dev.braid.tensor.DType;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How the conversion error of a row is guessed from its imputation logit c. */
sealed interface Imputation {
    /**
     * The imputed error δ̂.
     *
     * @param b logits of conversion {@code [n]}
     * @param c logits of the imputation tower {@code [n]}
     * @return {@code [n]}
     */
    Tensor error(Tensor b, Tensor c);

    /**
     * What a clicked row says about the imputation, the summand of R_imp.
     *
     * @param delta errors δ {@code [n]} of the conversions
     * @param c logits of the imputation tower {@code [n]}
     * @param r labels of conversion {@code [n]}, meaningful on clicked rows
     * @return {@code [n]}, or null when nothing is learned
     */
    @Nullable
    Tensor loss(Tensor delta, Tensor c, Tensor r);

    /**
     * {@code δ̂ = softplus(c)}, of any size, as an error is: a probability could not say that a confident prediction was
     * wrong.
     *
     * @param live whether {@code (δ − δ̂)²} trains δ too; a squared error of an error is no proper score
     */
    record Scalar(boolean live) implements Imputation {
        @Override
        public Tensor error(Tensor b, Tensor c) {
            return c.softplus();
        }

        @Override
        public Tensor loss(Tensor delta, Tensor c, Tensor r) {
            Tensor target = live ? delta : delta.stopGradient();
            return target.sub(c.softplus()).square();
        }
    }

    /** {@code δ̂ = BCE(b, σ(c))} with σ(c) fixed: an imputed label (MRDR's form). */
    record Pseudo() implements Imputation {
        @Override
        public Tensor error(Tensor b, Tensor c) {
            return b.binaryCrossEntropy(c.stopGradient().sigmoid());
        }

        @Override
        public Tensor loss(Tensor delta, Tensor c, Tensor r) {
            return c.binaryCrossEntropy(r);
        }
    }

    /**
     * {@code δ̂ = BCE(b, prior)} (Steck, KDD 2010); with prior 0 every row without a click is a negative.
     *
     * @param prior the imputed probability
     */
    record Constant(double prior) implements Imputation {
        @Override
        public Tensor error(Tensor b, Tensor c) {
            return b.binaryCrossEntropy(filled(b.dtype(), b.size(0)));
        }

        private Tensor filled(DType dtype, long rows) {
            double[] values = new double[Math.toIntExact(rows)];
            Arrays.fill(values, prior);
            return Tensors.of(dtype, values, rows);
        }

        @Override
        public @Nullable Tensor loss(Tensor delta, Tensor c, Tensor r) {
            return null;
        }
    }
}
