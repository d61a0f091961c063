package dev.braid.model;

import dev.braid.nn.EmbeddingRequest;
import dev.braid.nn.ExplicitMapping;
import dev.braid.nn.InteractionOptions;
import dev.braid.nn.MlpOptions;
import dev.braid.nn.SoftSelectionGate;
import dev.braid.nn.TaskGate;
import dev.braid.nn.VirtualGradientOptions;
import dev.braid.options.Doc;
import dev.braid.options.NoEffect;
import dev.braid.tensor.Tensor;
import java.util.HashSet;
import java.util.List;

/** Options of {@link DePhn}. Where the paper is silent or contradicts itself, models.md §19 gives the reasons. */
@Doc("shared deep experts seen through explicit mappings, private cross and field experts, virtual gradient")
public record DePhnOptions(
        @Doc("first values of the embeddings; small ones make products of many of them vanish")
        EmbeddingRequest.RowInit embedding,

        @Doc("the selection of inputs, and the private cross and field interaction experts")
        InteractionOptions interaction,

        @Doc("cross experts of each task") int crossExperts,
        @Doc("field interaction experts of each task") int fieldExperts,

        @Doc("whether each task's private experts have selection gates of their own")
        boolean selectionPerTask,

        @Doc("number of deep experts shared by all tasks") int experts,
        @Doc("the layers of each shared expert") MlpOptions expert,

        @Doc("whether layers of a shared expert that keep the width have a residual link")
        boolean expertResidual,

        @Doc("functions through which each shared expert is seen")
        List<ExplicitMapping.Function> mappings,

        @Doc("train the frequency of sin and cos, one per shared expert")
        boolean trainableFrequency,

        @Doc("where the gates over experts and mappings come from")
        TaskGate.Kind gate,

        @Doc("what the gates feel of the other tasks in training")
        VirtualGradientOptions virtualGradient,

        @Doc("sizes of hidden layers of each task's tower over the shared part; none: linear, as in the paper")
        List<Integer> towerHidden,

        @Doc("how the shared and the private part become one prediction")
        Combination combination)
        implements ModelOptions {
    /** How l_pub and l_pri become a prediction. */
    public enum Combination {
        @Doc("the sigmoid of the sum of both logits")
        SUM_LOGITS {
            @Override
            Output of(Tensor shared, Tensor own) {
                return Output.ofLogit(shared.add(own));
            }
        },
        @Doc("the sum of both sigmoids, cut to (0, 1) (eq. 6 to the letter)")
        SUM_PROBS {
            @Override
            Output of(Tensor shared, Tensor own) {
                return cut(shared.sigmoid().add(own.sigmoid()));
            }
        },
        @Doc("the mean of both sigmoids")
        MEAN_PROBS {
            @Override
            Output of(Tensor shared, Tensor own) {
                return cut(shared.sigmoid().add(own.sigmoid()).mul(0.5));
            }
        };

        /** Keeps logarithms finite; 1 − ε is representable in single precision. */
        private static final double EPSILON = 1e-7;

        /** The output of logits {@code [B]}. */
        abstract Output of(Tensor shared, Tensor own);

        private static Output cut(Tensor probability) {
            return Output.ofProbability(probability.clamp(EPSILON, 1 - EPSILON));
        }
    }

    public static final DePhnOptions DEFAULTS = new DePhnOptions(
            EmbeddingRequest.RowInit.UNIT_UNIFORM,
            InteractionOptions.DEFAULTS,
            1,
            1,
            false,
            4,
            MlpOptions.of(128, 64),
            false,
            List.of(ExplicitMapping.Function.IDENTITY, ExplicitMapping.Function.SIN, ExplicitMapping.Function.COS),
            false,
            TaskGate.Kind.TVG,
            VirtualGradientOptions.DEFAULTS,
            List.of(),
            Combination.SUM_LOGITS);

    public DePhnOptions {
        mappings = List.copyOf(mappings);
        towerHidden = List.copyOf(towerHidden);
        towerHidden.forEach(size -> requireAtLeast("towerHidden sizes", 1, size));
        requireAtLeast("crossExperts", 0, crossExperts);
        requireAtLeast("fieldExperts", 0, fieldExperts);
        requireAtLeast("experts", 1, experts);
        if (mappings.isEmpty()) {
            throw new IllegalArgumentException("mappings must hold at least one function, for example identity");
        }
        if (new HashSet<>(mappings).size() < mappings.size()) {
            throw new IllegalArgumentException("mappings must hold every function once, got " + mappings);
        }
        if (trainableFrequency && mappings.stream().noneMatch(ExplicitMapping.Function::periodic)) {
            throw new IllegalArgumentException("trainableFrequency needs sin or cos among the mappings");
        }
        if (crossExperts + fieldExperts == 0) {
            NoEffect.refuse("selectionPerTask", selectionPerTask, false, "with crossExperts and fieldExperts 0");
        }
        if (interaction.selection() == SoftSelectionGate.Kind.OFF) {
            NoEffect.refuse("selectionPerTask", selectionPerTask, false, "without soft selection gates");
        }
        interaction.requireUsed("interaction", crossExperts, fieldExperts, expertResidual);
    }

    @Override
    public List<EmbeddingRequest> embeddings(int tasks) {
        return List.of(new EmbeddingRequest("0", embedding));
    }

    static void requireAtLeast(String option, int least, int value) {
        if (value < least) {
            throw new IllegalArgumentException(option + " must be at least " + least + ", got " + value);
        }
    }
}
