package dev.braid.nn;

import dev.braid.options.Doc;
import dev.braid.options.NoEffect;
import java.util.List;

/** The shape of a multi-layer perceptron. */
@Doc("a multi-layer perceptron")
public record MlpOptions(
        @Doc("sizes of the hidden layers, first to last; an empty list leaves the input as it is")
        List<Integer> hidden,

        @Doc("what every hidden layer ends with") Activation activation,

        @Doc("normalise over the batch before the activation")
        boolean batchNorm,

        @Doc("probability of zeroing an output of a hidden layer in training")
        double dropout) {
    private static final String WITHOUT_LAYERS = "without hidden layers";

    public static final MlpOptions DEFAULTS = MlpOptions.of(256, 128);

    public MlpOptions {
        hidden = List.copyOf(hidden);
        requireSizes("hidden", hidden);
        Dropout.require("dropout", dropout);
        if (hidden.isEmpty()) {
            NoEffect.refuse("activation", activation, Activation.RELU, WITHOUT_LAYERS);
            NoEffect.refuse("batchNorm", batchNorm, false, WITHOUT_LAYERS);
            NoEffect.refuse("dropout", dropout, 0.0, WITHOUT_LAYERS);
        }
    }

    /** Layers of these sizes with ReLU, without batch normalisation and dropout. */
    public static MlpOptions of(Integer... hidden) {
        return new MlpOptions(List.of(hidden), Activation.RELU, false, 0);
    }

    /** The same with other sizes. */
    public MlpOptions withHidden(List<Integer> sizes) {
        return new MlpOptions(sizes, activation, batchNorm, dropout);
    }

    /** The same with another dropout. */
    public MlpOptions withDropout(double rate) {
        return new MlpOptions(hidden, activation, batchNorm, rate);
    }

    /** The width of what comes out when {@code in} goes in. */
    public int width(int in) {
        return hidden.isEmpty() ? in : hidden.get(hidden.size() - 1);
    }

    /** Refuses what is no dropout rate. */
    public static void requireDropout(String option, double rate) {
        Dropout.require(option, rate);
    }

    /**
     * Checks the hidden layers of networks that stand on each other.
     *
     * @param name of the option
     * @param levels sizes of the hidden layers, a list for each level
     * @throws IllegalArgumentException if there is no level, or a level without a layer, or a size below 1
     */
    public static void requireLevels(String name, List<List<Integer>> levels) {
        if (levels.isEmpty() || levels.contains(List.<Integer>of())) {
            throw new IllegalArgumentException(name
                    + " must hold a list of at least one size for each level, for example [[128], [64]], got "
                    + levels);
        }
        levels.forEach(hidden -> requireSizes(name, hidden));
    }

    /** Refuses layers without a unit. */
    public static void requireSizes(String option, List<Integer> sizes) {
        for (int size : sizes) {
            if (size < 1) {
                throw new IllegalArgumentException(
                        option + " must hold sizes of at least 1, got " + size + " in " + sizes);
            }
        }
    }
}
