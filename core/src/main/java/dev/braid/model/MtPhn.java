package dev.braid.model;

import dev.braid.nn.Experts;
import dev.braid.nn.FieldAttention;
import dev.braid.nn.Gates;
import dev.braid.nn.InteractionExperts;
import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.nn.SoftSelectionGate;
import dev.braid.nn.Trace;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Multi-task parallel heterogeneous network (DE-PHN §III-A and Table I: Kong, Su, Zhao, Hou, IJCNN 2023): deep, cross
 * and field interaction experts, of which some are shared by all tasks and gated, the others private to a task and not
 * gated.
 *
 * <p>z_s = G_s ⊙ e_SA + (1 − G_s) ⊙ e for each structure s; g^t = softmax(W_g^t e); {@code l_t = Σ_k g_k^t ⟨W_k^t,
 * e_k(z)⟩ + Σ_k' ⟨W_k'^t, e_k'^t(z)⟩ + b_t}.
 *
 * <p>Parameters: {@code attention.…} of {@link FieldAttention}; {@code select.dnn.gate [D]} and those of {@link
 * InteractionInputs}; shared experts {@code experts.…} of {@link Experts}, {@code cross.…} and {@code field.…} of {@link
 * InteractionExperts}; private ones of task t {@code task.t.experts.…}, {@code task.t.cross.…}, {@code task.t.field.…};
 * {@code gate.t.…} of {@link Gates}; and those of {@link MtPhnReadout}.
 */
public final class MtPhn implements Model {
    private final ModelShape shape;
    private final UnaryOperator<Tensor> attention;
    private final SoftSelectionGate selectDnn;
    private final InteractionInputs selectInteraction;
    private final ExpertSet shared;
    private final Optional<Variable> lastSharedWeight;
    private final List<ExpertSet> own = new ArrayList<>();
    private final Gates gates;
    private final MtPhnReadout readout;

    private MtPhn(MtPhnOptions options, ModelShape shape, Parameters parameters) {
        this.shape = shape;
        int d = shape.concatenated();
        MtPhnOptions.Setting setting = options.setting();
        attention = options.interaction().attention(parameters.in("attention"), shape.width());
        selectDnn = SoftSelectionGate.of(
                parameters.in("select").in("dnn"), d, options.interaction().selection());
        selectInteraction = InteractionInputs.of(
                parameters, d, options.crossExperts(), options.fieldExperts(), options.interaction());
        shared = ExpertSet.of(
                parameters, shape, setting.deepShared() ? options.experts() : 0, setting.interactionShared(), options);
        lastSharedWeight = parameters.lastWeight();
        for (int t = 0; t < shape.tasks(); t++) {
            own.add(ExpertSet.of(
                    parameters.in("task").inTask(String.valueOf(t), t),
                    shape,
                    setting.deepShared() ? 0 : options.privateExperts(),
                    !setting.interactionShared(),
                    options));
        }
        gates = Gates.perTask(parameters.in("gate"), d, shared.size().total(), shape.tasks(), options.gate());
        readout = MtPhnReadout.of(
                parameters, shape.tasks(), shared.size(), own.get(0).size(), options);
    }

    public static Model of(MtPhnOptions options, ModelShape shape, Parameters parameters) {
        return new MtPhn(options, shape, parameters);
    }

    @Override
    public List<Output> forward(List<Tensor> embeddings, Pass pass) {
        Tensor fields = embeddings.get(0); // [B, F, k]
        Tensor e = shape.concatenated(fields); // [B, D]
        Tensor attended = shape.concatenated(attention.apply(fields)); // [B, D]
        Tensor zN = selectDnn.forward(attended, e, pass);
        InteractionInputs.Selected z = selectInteraction.select(attended, e, pass);

        List<Tensor> sharedExperts = shared.forward(zN, z, pass);
        sharedExperts.forEach(pass::shared);
        List<List<Tensor>> ownExperts =
                own.stream().map(set -> set.forward(zN, z, pass)).toList();
        List<Tensor> perTask = gates.forward(e, pass);
        Tensor gate = Tensors.stack(1, perTask); // [B, T, K]
        shared.observe("", "", sharedExperts, pass);
        for (int t = 0; t < own.size(); t++) {
            own.get(t).observe("private", Trace.task(t) + ".", ownExperts.get(t), pass);
        }
        gates.observe("", shared.names(), perTask, pass);
        return readout.logits(sharedExperts, gate, ownExperts, pass).stream()
                .map(Output::ofLogit)
                .toList();
    }

    /** Of the experts: of the linear readout, each task reads a part of its own. */
    @Override
    public Optional<Variable> lastSharedWeight() {
        return lastSharedWeight;
    }

    /** How many experts there are of each kind, and their widths u and D. */
    record Size(int deep, int deepWidth, int interaction, int interactionWidth) {
        int total() {
            return deep + interaction;
        }

        /** How many numbers all experts put out together. */
        int outputs() {
            return deep * deepWidth + interaction * interactionWidth;
        }
    }

    /** Deep experts and interaction experts side by side, one kind or both. */
    private record ExpertSet(
            @Nullable Experts deep, @Nullable InteractionExperts interaction, Size size) {
        static ExpertSet of(
                Parameters parameters, ModelShape shape, int deepExperts, boolean interacting, MtPhnOptions options) {
            int d = shape.concatenated();
            int cross = interacting ? options.crossExperts() : 0;
            int field = interacting ? options.fieldExperts() : 0;
            Experts deep =
                    deepExperts == 0 ? null : Experts.of(parameters.in("experts"), deepExperts, d, options.expert());
            InteractionExperts interaction = cross + field == 0
                    ? null
                    : InteractionExperts.of(parameters, shape.fields(), d, cross, field, options.interaction());
            Size size = new Size(deepExperts, options.expert().width(d), cross + field, d);
            return new ExpertSet(deep, interaction, size);
        }

        /** {@code [K_D, B, u]}, then {@code [K_C + K_F, B, D]}, leaving out what there is none of. */
        List<Tensor> forward(Tensor zN, InteractionInputs.Selected z, Pass pass) {
            List<Tensor> outputs = new ArrayList<>();
            if (deep != null) {
                outputs.add(deep.forward(zN, pass));
            }
            if (interaction != null) {
                outputs.add(interaction.forward(z.forCross(), z.forField()));
            }
            return outputs;
        }

        /** Names of all experts, in the order of {@link #forward}. */
        List<String> names() {
            return names("").stream().flatMap(List::stream).toList();
        }

        private List<List<String>> names(String prefix) {
            List<List<String>> groups = new ArrayList<>();
            if (deep != null) {
                groups.add(Trace.numbered(prefix + "expert", deep.count()));
            }
            if (interaction != null) {
                groups.add(interaction.names().stream().map(prefix::concat).toList());
            }
            return groups;
        }

        /** Shows what {@link #forward} gave. */
        void observe(String place, String prefix, List<Tensor> outputs, Pass pass) {
            List<List<String>> groups = names(prefix);
            for (int i = 0; i < groups.size(); i++) {
                int group = i;
                pass.observe(() -> new Trace.Experts(place, groups.get(group), outputs.get(group)));
            }
        }
    }
}
