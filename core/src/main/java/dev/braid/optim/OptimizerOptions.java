package dev.braid.optim;

import dev.braid.options.Doc;
import dev.braid.options.NoEffect;

/** Which optimisers train a network, and how. */
@Doc("Which optimisers train a network, and how")
public record OptimizerOptions(
        @Doc("optimiser of dense weights") Dense dense,
        @Doc("optimiser of embedding rows") Rows rows,
        @Doc("learning rate of dense weights") double learningRate,

        @Doc("learning rate of embedding rows; 0 = the same as learningRate")
        double embeddingLearningRate,

        @Doc("Adam: decay of the first moment") double beta1,
        @Doc("Adam: decay of the second moment") double beta2,
        @Doc("added to the denominator of Adam and Adagrad") double epsilon,

        @Doc("λ_w: L2 factor on dense weights (not on biases and gates)")
        double l2Weights,

        @Doc("λ_e: L2 factor on the embedding rows that a batch touches")
        double l2Embeddings,

        @Doc("largest global norm of a gradient; 0 = no clipping")
        double clipNorm) {
    /** Optimisers of dense weights. */
    public enum Dense {
        @Doc("Adam (Kingma and Ba, 2015)")
        ADAM,
        @Doc("plain gradient descent")
        SGD
    }

    /** Optimisers of embedding rows. */
    public enum Rows {
        @Doc("Adam on the rows that the batch touches; other rows keep their moments")
        LAZY_ADAM {
            @Override
            public int stateWidth(int width) {
                return 2 * width;
            }
        },
        @Doc("Adagrad with one accumulator per row")
        ROWWISE_ADAGRAD {
            @Override
            public int stateWidth(int width) {
                return 1;
            }
        },
        @Doc("Adam on every row at every step, as the papers do; costs time in proportion to the vocabulary")
        DENSE_ADAM {
            /** Both moments, and the gradient of all rows. */
            @Override
            public int stateWidth(int width) {
                return 3 * width;
            }
        },
        @Doc("plain gradient descent")
        SGD {
            @Override
            public int stateWidth(int width) {
                return 0;
            }
        };

        /** How many numbers are kept beside a row of a width. */
        public abstract int stateWidth(int width);
    }

    /** Adam with the common defaults of the papers, lazy on embedding rows. */
    public static final OptimizerOptions DEFAULTS =
            new OptimizerOptions(Dense.ADAM, Rows.LAZY_ADAM, 1e-3, 0, 0.9, 0.999, 1e-8, 0, 0, 0);

    public OptimizerOptions {
        requirePositive("learningRate", learningRate);
        requireAtLeastZero("embeddingLearningRate", embeddingLearningRate);
        requireDecay("beta1", beta1);
        requireDecay("beta2", beta2);
        requirePositive("epsilon", epsilon);
        requireAtLeastZero("l2Weights", l2Weights);
        requireAtLeastZero("l2Embeddings", l2Embeddings);
        requireAtLeastZero("clipNorm", clipNorm);
        if (dense == Dense.SGD && rows != Rows.LAZY_ADAM && rows != Rows.DENSE_ADAM) {
            NoEffect.refuse("beta1", beta1, DEFAULTS.beta1, "where neither dense nor rows is Adam");
            NoEffect.refuse("beta2", beta2, DEFAULTS.beta2, "where neither dense nor rows is Adam");
        }
        if (dense == Dense.SGD && rows == Rows.SGD) {
            NoEffect.refuse("epsilon", epsilon, DEFAULTS.epsilon, "where dense and rows are sgd");
        }
    }

    /** The learning rate of embedding rows, resolved. */
    double rowLearningRate() {
        return embeddingLearningRate == 0 ? learningRate : embeddingLearningRate;
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be a positive number, got " + value);
        }
    }

    private static void requireAtLeastZero(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be a number of at least 0, got " + value);
        }
    }

    private static void requireDecay(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be in [0, 1), got " + value);
        }
    }
}
