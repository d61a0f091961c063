package dev.braid.model;

import dev.braid.nn.MlpOptions;
import dev.braid.options.Doc;
import java.util.Collections;
import java.util.List;

/** Options of {@link Aitm}. */
@Doc("a tower for each task of a sequence, which hands on what it knows to the next task's by attention")
public record AitmOptions(
        @Doc("sizes of the hidden layers of each task's tower (ReLU)")
        List<Integer> towerHidden,

        @Doc("probabilities of zeroing an output of the tower's hidden layers in training: one number, or one each")
        List<Double> towerDropout,

        @Doc("queries, keys and values of its own for every step from a task to the next")
        boolean perStep,

        @Doc("sizes of hidden layers (ReLU) between a task's attention and its logit; none in the paper")
        List<Integer> headHidden)
        implements ModelOptions {
    public static final AitmOptions DEFAULTS =
            new AitmOptions(List.of(128, 64, 32), List.of(0.1, 0.3, 0.3), false, List.of());

    public AitmOptions {
        towerHidden = List.copyOf(towerHidden);
        towerDropout = List.copyOf(towerDropout);
        headHidden = List.copyOf(headHidden);
        MlpOptions.requireSizes("towerHidden", towerHidden);
        MlpOptions.requireSizes("headHidden", headHidden);
        towerDropout.forEach(rate -> MlpOptions.requireDropout("towerDropout", rate));
        if (towerHidden.isEmpty()) {
            throw new IllegalArgumentException("towerHidden must hold at least one size, for example [128, 64, 32]");
        }
        if (towerDropout.size() != 1 && towerDropout.size() != towerHidden.size()) {
            throw new IllegalArgumentException("towerDropout must hold one number for all layers, or one for each of "
                    + towerHidden.size() + ", got " + towerDropout);
        }
    }

    /** The dropout of every hidden layer of a tower. */
    List<Double> dropouts() {
        return towerDropout.size() == 1 ? Collections.nCopies(towerHidden.size(), towerDropout.get(0)) : towerDropout;
    }
}
