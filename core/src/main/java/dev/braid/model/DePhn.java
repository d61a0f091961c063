package dev.braid.model;

import dev.braid.nn.ExpertScores;
import dev.braid.nn.Experts;
import dev.braid.nn.ExplicitMapping;
import dev.braid.nn.FieldAttention;
import dev.braid.nn.MlpOptions;
import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.nn.ResidualMlp;
import dev.braid.nn.SoftSelectionGate;
import dev.braid.nn.TaskGate;
import dev.braid.nn.Tower;
import dev.braid.nn.Trace;
import dev.braid.nn.VirtualGradient;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Different expression parallel heterogeneous network (Kong, Su, Zhao, Hou, IJCNN 2023, arXiv 2307.12519).
 *
 * <ul>
 *   <li>Inputs: e_SA = MSA(E); z_s = G_s ⊙ e_SA + (1 − G_s) ⊙ e for each structure s (eq. 1).
 *   <li>Public part: l_t^pub = Σ_k Σ_p G[t,k,p] ⟨W[t,k,p], f_p(e_k(z_pub))⟩ + b_t^pub (eq. 4).
 *   <li>Private part: l_t^pri = Σ_k' ⟨W'[t,k'], e_k'^t(z_pri)⟩ + b_t^pri (eq. 5).
 *   <li>Prediction: σ(l_t^pub + l_t^pri), or as {@link DePhnOptions.Combination} says (eq. 6).
 *   <li>In training, gradients that arrive at G are scaled by Π_{j≠t} γ_jt (eqs. 8, 9): {@link VirtualGradient}.
 * </ul>
 *
 * <p>Parameters: {@code attention.…} of {@link FieldAttention}; {@code select.dnn.gate}, {@code select.cross.gate},
 * {@code select.field.gate}, each {@code [D]}, the last two below {@code task.t} with gates per task; {@code experts.…}
 * of {@link Experts}, or {@code experts.k.…} of {@link ResidualMlp} with residual links; {@code mapping.frequency [K]} of
 * {@link ExplicitMapping}; {@code gate.values [T, K, P]} or {@code gate.t.weight [D, K·P]} of {@link TaskGate}; {@code
 * public.weight [T, K·P, u]} and {@code public.bias [T]}, or with hidden layers {@code tower.t.…} of {@link Tower}; {@code
 * task.t.cross.…} and {@code task.t.field.…} of {@link dev.braid.nn.InteractionExperts}, {@code task.t.private.weight [1,
 * K_C + K_F, D]}; {@code private.bias [T]}.
 */
public final class DePhn implements Model {
    private final ModelShape shape;
    private final DePhnOptions options;
    private final UnaryOperator<Tensor> attention;
    private final SoftSelectionGate selectPublic;
    private final PublicExperts experts;
    private final Optional<Variable> lastSharedWeight;
    private final ExplicitMapping mapping;
    private final TaskGate gate;
    private final PublicReadout publicReadout;
    private final PrivatePart privatePart;

    private DePhn(DePhnOptions options, ModelShape shape, Parameters parameters) {
        this.shape = shape;
        this.options = options;
        int d = shape.concatenated();
        int mappings = options.mappings().size();
        attention = options.interaction().attention(parameters.in("attention"), shape.width());
        selectPublic = SoftSelectionGate.of(
                parameters.in("select").in("dnn"), d, options.interaction().selection());
        experts = publicExperts(parameters.in("experts"), d, options);
        lastSharedWeight = parameters.lastWeight();
        mapping = ExplicitMapping.of(
                parameters.in("mapping"), options.experts(), options.mappings(), options.trainableFrequency());
        gate = TaskGate.of(
                parameters.in("gate"),
                options.gate(),
                d,
                new TaskGate.Size(shape.tasks(), options.experts(), mappings),
                new VirtualGradient(options.virtualGradient()));
        publicReadout = publicReadout(parameters, shape.tasks(), d, options);
        privatePart = new PrivatePart(parameters, shape, options);
    }

    public static Model of(DePhnOptions options, ModelShape shape, Parameters parameters) {
        return new DePhn(options, shape, parameters);
    }

    @Override
    public List<Output> forward(List<Tensor> embeddings, Pass pass) {
        Tensor fields = embeddings.get(0); // [B, F, k]
        Tensor e = shape.concatenated(fields); // [B, D]
        Tensor attended = shape.concatenated(attention.apply(fields)); // [B, D]

        Tensor expert = pass.shared(experts.forward(selectPublic.forward(attended, e, pass), pass)); // [K, B, u]
        Tensor mapped = mapping.forward(expert); // [K·P, B, u]
        Tensor gates = gate.forward(e, pass); // [B, T, K·P], or the same for all rows
        Tensor publicLogits = publicReadout.logits(mapped, gates, pass); // [B, T]
        Tensor privateLogits = privatePart.logits(attended, e, pass); // [B, T]
        observe(expert, gates, pass);

        List<Output> outputs = new ArrayList<>();
        for (int t = 0; t < shape.tasks(); t++) {
            Tensor shared = publicLogits.select(1, t);
            Tensor own = privateLogits.select(1, t);
            String task = Trace.task(t);
            pass.observe(() -> new Trace.Part("", task, "public", shared));
            pass.observe(() -> new Trace.Part("", task, "private", own));
            outputs.add(options.combination().of(shared, own));
        }
        return outputs;
    }

    private void observe(Tensor expert, Tensor gates, Pass pass) {
        pass.observe(() -> new Trace.Experts("", Trace.numbered("expert", options.experts()), expert));
        for (int t = 0; t < shape.tasks(); t++) {
            int task = t;
            pass.observe(() -> new Trace.Gate("", Trace.task(task), slots(), gates.select(1, task)));
        }
    }

    /** What a gate weighs: every expert through every mapping, {@code expert.k.sin}. */
    private List<String> slots() {
        return Trace.numbered("expert", options.experts()).stream()
                .flatMap(expert -> options.mappings().stream()
                        .map(f -> expert + "." + f.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** Of the experts: of the readout, each task reads a part of its own. */
    @Override
    public Optional<Variable> lastSharedWeight() {
        return lastSharedWeight;
    }

    /** e_1 … e_K: {@code [B, D]} to {@code [K, B, u]}. */
    @FunctionalInterface
    private interface PublicExperts {
        Tensor forward(Tensor z, Pass pass);
    }

    private static PublicExperts publicExperts(Parameters parameters, int in, DePhnOptions options) {
        if (!options.expertResidual()) {
            return Experts.of(parameters, options.experts(), in, options.expert())::forward;
        }
        List<ResidualMlp> mlps = IntStream.range(0, options.experts())
                .mapToObj(k -> ResidualMlp.of(
                        parameters.in(String.valueOf(k)),
                        in,
                        options.expert(),
                        options.interaction().residual()))
                .toList();
        return (z, pass) ->
                Tensors.stack(0, mlps.stream().map(mlp -> mlp.forward(z, pass)).toList());
    }

    /** {@code [K·P, B, u]} and gates {@code [B, T, K·P]} to {@code [B, T]}. */
    @FunctionalInterface
    private interface PublicReadout {
        Tensor logits(Tensor mapped, Tensor gates, Pass pass);
    }

    private static PublicReadout publicReadout(Parameters parameters, int tasks, int in, DePhnOptions options) {
        int slots = options.experts() * options.mappings().size();
        int width = options.expert().width(in);
        return options.towerHidden().isEmpty()
                ? linearReadout(parameters.in("public"), tasks, slots, width)
                : towerReadout(parameters.in("tower"), tasks, slots, width, options.towerHidden());
    }

    private static PublicReadout linearReadout(Parameters parameters, int tasks, int slots, int width) {
        ExpertScores weights = ExpertScores.of(parameters, tasks, slots, width, slots * width);
        Variable bias = parameters.bias("bias", tasks);
        return (mapped, gates, pass) ->
                weights.forward(mapped).mul(gates).sum(2).add(bias);
    }

    private static PublicReadout towerReadout(
            Parameters parameters, int tasks, int slots, int width, List<Integer> hidden) {
        MlpOptions options = MlpOptions.DEFAULTS.withHidden(hidden);
        List<Tower> towers = IntStream.range(0, tasks)
                .mapToObj(t -> Tower.of(parameters.inTask(String.valueOf(t), t), slots * width, options))
                .toList();
        return (mapped, gates, pass) -> {
            Tensor perSample = mapped.transpose(0, 1); // [B, K·P, u]
            List<Tensor> logits = new ArrayList<>();
            for (int t = 0; t < tasks; t++) {
                Tensor gated = perSample.mul(gates.select(1, t).unsqueeze(2));
                logits.add(towers.get(t).forward(gated.reshape(-1, (long) slots * width), pass));
            }
            return Tensors.stack(1, logits);
        };
    }
}
