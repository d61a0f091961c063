package dev.braid.model;

import dev.braid.nn.Activation;
import dev.braid.nn.HardConcreteOptions;
import dev.braid.nn.MlpOptions;
import dev.braid.options.Doc;
import java.util.List;

/** Options of {@link Snr}, of both forms. */
@Doc("levels of sub-networks, and learned routes between them that can close")
public record SnrOptions(
        @Doc("sizes of the hidden layers of every sub-network, a list for each level")
        List<List<Integer>> levels,

        @Doc("number of sub-networks of a level: one number for all levels, or one each")
        List<Integer> subnetworks,

        @Doc("what every hidden layer of a sub-network ends with")
        Activation activation,

        @Doc("normalise over the batch before a sub-network's activation")
        boolean batchNorm,

        @Doc("probability of zeroing an output of a sub-network's hidden layer in training")
        double dropout,

        @Doc("divide what arrives over routes by how far they are open, max(Σ z, 1e-6)")
        boolean normalised,

        @Doc("how routes open and close, at random in training")
        HardConcreteOptions route,

        @Doc("mean of the initial ln α of the routes; 0 leaves each open with probability 0.83, by default")
        double initialLogAlpha,

        @Doc("standard deviation of the initial ln α; 0: all the same")
        double initialSpread,

        @Doc("weight of the expected number of open routes in the loss, λ_0")
        double openRoutes,

        @Doc("the layers of each task") MlpOptions tower)
        implements ModelOptions {
    public static final SnrOptions DEFAULTS = new SnrOptions(
            List.of(List.of(128), List.of(64)),
            List.of(4),
            Activation.RELU,
            false,
            0,
            false,
            HardConcreteOptions.DEFAULTS,
            0,
            0.01,
            1e-4,
            MlpOptions.of(64));

    public SnrOptions {
        levels = levels.stream().map(List::copyOf).toList();
        subnetworks = List.copyOf(subnetworks);
        MlpOptions.requireLevels("levels", levels);
        MlpOptions.requireDropout("dropout", dropout);
        MlpOptions.requireSizes("subnetworks", subnetworks);
        if (subnetworks.size() != 1 && subnetworks.size() != levels.size()) {
            throw new IllegalArgumentException("subnetworks must hold one number for all levels, or one for each of "
                    + levels.size() + ", got " + subnetworks);
        }
        if (!Double.isFinite(initialLogAlpha)) {
            throw new IllegalArgumentException("initialLogAlpha must be a finite number, got " + initialLogAlpha);
        }
        if (!(initialSpread >= 0) || Double.isInfinite(initialSpread)) {
            throw new IllegalArgumentException(
                    "initialSpread must be a finite number of at least 0, got " + initialSpread);
        }
        if (!(openRoutes >= 0) || Double.isInfinite(openRoutes)) {
            throw new IllegalArgumentException("openRoutes must be a finite number of at least 0, got " + openRoutes);
        }
    }

    /** The layers of a sub-network of level j, from 0. */
    MlpOptions subnetwork(int j) {
        return new MlpOptions(levels.get(j), activation, batchNorm, dropout);
    }

    /** n_j of level j, from 0. */
    int count(int j) {
        return subnetworks.get(subnetworks.size() == 1 ? 0 : j);
    }
}
