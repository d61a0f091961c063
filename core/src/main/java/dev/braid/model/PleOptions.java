package dev.braid.model;

import dev.braid.nn.Activation;
import dev.braid.nn.GateOptions;
import dev.braid.nn.MlpOptions;
import dev.braid.options.Doc;
import dev.braid.options.NoEffect;
import java.util.List;

/** Options of {@link Ple}. */
@Doc("experts of each task beside shared ones, extracted level by level; one level is CGC")
public record PleOptions(
        @Doc("sizes of the hidden layers of every expert, a list for each level; one list: CGC")
        List<List<Integer>> levels,

        @Doc("number of shared experts of every level, m_s") int sharedExperts,

        @Doc("number of experts that a task has for itself at every level, m_t: one number for all tasks, or one each")
        List<Integer> taskExperts,

        @Doc("what every hidden layer of an expert ends with")
        Activation activation,

        @Doc("normalise over the batch before an expert's activation")
        boolean batchNorm,

        @Doc("probability of zeroing an output of an expert's hidden layer in training")
        double dropout,

        @Doc("the gates over the experts") GateOptions gate,

        @Doc("the layers of each task") MlpOptions tower)
        implements ModelOptions {
    public static final PleOptions DEFAULTS = new PleOptions(
            List.of(List.of(128), List.of(64)),
            2,
            List.of(2),
            Activation.RELU,
            false,
            0,
            GateOptions.DEFAULTS,
            MlpOptions.of(64));

    public PleOptions {
        levels = levels.stream().map(List::copyOf).toList();
        taskExperts = List.copyOf(taskExperts);
        MlpOptions.requireLevels("levels", levels);
        MlpOptions.requireDropout("dropout", dropout);
        if (sharedExperts < 0) {
            throw new IllegalArgumentException("sharedExperts must be at least 0, got " + sharedExperts);
        }
        if (taskExperts.isEmpty()) {
            throw new IllegalArgumentException("taskExperts must hold one number for all tasks, or one for each task");
        }
        for (int experts : taskExperts) {
            if (experts < 0 || experts + sharedExperts == 0) {
                throw new IllegalArgumentException("every task needs an expert: taskExperts must be at least "
                        + (sharedExperts == 0 ? "1 without sharedExperts" : "0") + ", got " + experts);
            }
        }
        refuseGateOverOne(sharedExperts, taskExperts, gate);
    }

    private static void refuseGateOverOne(int shared, List<Integer> own, GateOptions gate) {
        if (own.stream().allMatch(experts -> experts + shared == 1)) {
            NoEffect.refuse("gate", gate, GateOptions.DEFAULTS, "with a single expert to choose");
        }
    }

    /** The layers of an expert of level j, from 0. */
    MlpOptions expert(int j) {
        return new MlpOptions(levels.get(j), activation, batchNorm, dropout);
    }
}
