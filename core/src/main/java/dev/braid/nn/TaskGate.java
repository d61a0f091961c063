package dev.braid.nn;

import dev.braid.options.Doc;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A gate G[t, k, p] for every task, expert and mapping, whose gradient feels the other tasks through a {@link
 * VirtualGradient} (DE-PHN §III-C and §IV-C).
 */
@FunctionalInterface
public interface TaskGate {
    /**
     * @param e {@code [B, in]}
     * @return {@code [B, T, N]}, or {@code [1, T, N]} where all samples share it; N = K·P, mapping p of expert k at k·P + p
     */
    Tensor forward(Tensor e, Pass pass);

    /** Where gates come from. */
    enum Kind {
        @Doc("trained values, the same for all samples (TVG, the paper's choice)")
        TVG,
        @Doc("softmax of a linear map of the embeddings, over all experts and mappings")
        MG,
        @Doc("sigmoid of a linear map of the embeddings")
        MG_SIGMOID,
        @Doc("a linear map of the embeddings")
        MG_LINEAR
    }

    /**
     * How many gates there are.
     *
     * @param tasks T
     * @param experts K
     * @param mappings P
     */
    record Size(int tasks, int experts, int mappings) {}

    /**
     * Gates on inputs {@code [B, in]}. Parameters, none of them regularised: for TVG {@code values [T, K, P]}, initially
     * N(1, 0.1²), since with equal gates the virtual gradient of highly correlated tasks would be 0 for good; else
     * {@code t.weight [in, K·P]} for task t.
     */
    static TaskGate of(Parameters parameters, Kind kind, int in, Size size, VirtualGradient virtualGradient) {
        return switch (kind) {
            case TVG -> trainedValues(parameters, size, virtualGradient);
            case MG -> mapping(parameters, in, size, virtualGradient, logits -> logits.softmax(1));
            case MG_SIGMOID -> mapping(parameters, in, size, virtualGradient, Tensor::sigmoid);
            case MG_LINEAR -> mapping(parameters, in, size, virtualGradient, logits -> logits);
        };
    }

    private static TaskGate trainedValues(Parameters parameters, Size size, VirtualGradient virtualGradient) {
        Variable values = parameters.gate("values", Init.normal(1, 0.1), size.tasks(), size.experts(), size.mappings());
        return (e, pass) -> virtualGradient
                .applyToValues(values, pass)
                .reshape(1, size.tasks(), (long) size.experts() * size.mappings());
    }

    private static TaskGate mapping(
            Parameters parameters,
            int in,
            Size size,
            VirtualGradient virtualGradient,
            UnaryOperator<Tensor> activation) {
        List<Linear> linears = new ArrayList<>();
        for (int t = 0; t < size.tasks(); t++) {
            Parameters branch = parameters.inTask(String.valueOf(t), t);
            linears.add(Linear.ofGate(branch, in, size.experts() * size.mappings(), false));
        }
        return (e, pass) -> {
            List<Tensor> gates = linears.stream()
                    .map(linear -> activation.apply(linear.forward(e)))
                    .toList();
            return virtualGradient.applyToSamples(Tensors.stack(1, gates), pass);
        };
    }
}
