package dev.braid.model;

import dev.braid.tensor.Tensor;

/** What a model says about one task, for every row of a batch. */
public interface Output {
    /** The predicted probability {@code [B]}. */
    Tensor probability();

    /** The log-odds {@code ln p − ln(1 − p)} of the prediction, {@code [B]}: what entire-space objectives multiply by. */
    Tensor logit();

    /**
     * The predicted probabilities as numbers {@code [B]}, in double precision whatever the tensor's type: two confident
     * rows of different logits must not become a tie.
     */
    double[] probabilities();

    /**
     * The binary cross-entropy of every row.
     *
     * @param labels {@code [B]}, 0 or 1
     * @return {@code [B]}
     */
    Tensor crossEntropy(Tensor labels);

    /** An output given by its logit {@code [B]}; its cross-entropy is exact for logits of any size. */
    static Output ofLogit(Tensor logit) {
        return new Logit(logit);
    }

    /** An output given by its probability {@code [B]}, which must lie inside of (0, 1). */
    static Output ofProbability(Tensor probability) {
        return new Probability(probability);
    }

    /** An output given by its logit. */
    record Logit(Tensor logit) implements Output {
        @Override
        public Tensor probability() {
            return logit.sigmoid();
        }

        @Override
        public double[] probabilities() {
            double[] values = logit.toDoubles();
            for (int b = 0; b < values.length; b++) {
                values[b] = 1 / (1 + Math.exp(-values[b]));
            }
            return values;
        }

        @Override
        public Tensor crossEntropy(Tensor labels) {
            return logit.binaryCrossEntropy(labels);
        }
    }

    /** An output given by its probability. */
    record Probability(Tensor probability) implements Output {
        @Override
        public Tensor logit() {
            return probability.log().sub(probability.neg().log1p());
        }

        @Override
        public double[] probabilities() {
            return probability.toDoubles();
        }

        @Override
        public Tensor crossEntropy(Tensor labels) {
            Tensor complement = probability.neg().add(1);
            Tensor negative = labels.neg().add(1);
            return labels.mul(probability.log())
                    .add(negative.mul(complement.log()))
                    .neg();
        }
    }
}
