package dev.braid.model;

import dev.braid.nn.ExpertScores;
import dev.braid.nn.InteractionExperts;
import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.nn.Trace;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * The private part of DE-PHN (eq. 5): cross and field interaction experts of each task alone, without gates,
 * {@code l_t^pri = Σ_k' ⟨W'[t,k'], e_k'^t(z_pri)⟩ + b_t^pri}. Its parameters are listed in {@link DePhn}.
 */
final class PrivatePart {
    private record Private(InteractionExperts experts, ExpertScores weights) {}

    private final List<InteractionInputs> inputs = new ArrayList<>();
    private final List<Private> tasks = new ArrayList<>();
    private final Variable bias;

    PrivatePart(Parameters parameters, ModelShape shape, DePhnOptions options) {
        int cross = options.crossExperts();
        int field = options.fieldExperts();
        int d = shape.concatenated();
        bias = parameters.in("private").bias("bias", shape.tasks());
        if (cross + field == 0) {
            return;
        }
        if (!options.selectionPerTask()) {
            inputs.add(InteractionInputs.of(parameters, d, cross, field, options.interaction()));
        }
        for (int t = 0; t < shape.tasks(); t++) {
            Parameters branch = parameters.in("task").inTask(String.valueOf(t), t);
            if (options.selectionPerTask()) {
                inputs.add(InteractionInputs.of(branch, d, cross, field, options.interaction()));
            }
            InteractionExperts experts =
                    InteractionExperts.of(branch, shape.fields(), d, cross, field, options.interaction());
            int count = cross + field;
            tasks.add(new Private(experts, ExpertScores.of(branch.in("private"), 1, count, d, count * d)));
        }
    }

    /**
     * @param attended e_SA, {@code [B, D]}
     * @param e {@code [B, D]}
     * @return {@code [B, T]}
     */
    Tensor logits(Tensor attended, Tensor e, Pass pass) {
        if (tasks.isEmpty()) {
            return bias.expand(e.size(0), bias.size(0));
        }
        List<InteractionInputs.Selected> z =
                inputs.stream().map(i -> i.select(attended, e, pass)).toList();
        List<Tensor> logits = new ArrayList<>();
        for (int t = 0; t < tasks.size(); t++) {
            InteractionInputs.Selected own = z.get(z.size() == 1 ? 0 : t);
            Tensor outputs = tasks.get(t).experts().forward(own.forCross(), own.forField()); // [K_C + K_F, B, D]
            List<String> names =
                    Trace.within(Trace.task(t), tasks.get(t).experts().names());
            pass.observe(() -> new Trace.Experts("private", names, outputs));
            logits.add(tasks.get(t).weights().forward(outputs).sum(2)); // [B, 1]
        }
        return Tensors.concat(1, logits).add(bias);
    }
}
