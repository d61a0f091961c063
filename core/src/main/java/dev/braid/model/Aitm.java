package dev.braid.model;

import dev.braid.nn.Linear;
import dev.braid.nn.Mlp;
import dev.braid.nn.MlpOptions;
import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.nn.SlotAttention;
import dev.braid.nn.Tower;
import dev.braid.nn.Trace;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Adaptive information transfer multi-task (Xi et al., KDD 2021), for tasks that follow each other.
 *
 * <ul>
 *   <li>{@code q_t = tower_t(e)}; {@code z_1 = q_1}.
 *   <li>Transfer: {@code p_{t−1} = ReLU(G_{t−1} z_{t−1} + b)}.
 *   <li>Attention over the two slots q_t and p_{t−1}: {@code z_t = Σ_u w_u W_V u}, w the softmax of {@code ⟨W_Q u, W_K
 *       u⟩/√d}; W_Q, W_K and W_V are the same for all t unless perStep.
 *   <li>{@code p̂_t = σ(head_t(z_t))}: the probability of everything up to task t, over all rows.
 * </ul>
 *
 * <p>Parameters, for task t and hidden layer l from 0: {@code task.t.tower.l.weight}, {@code task.t.tower.l.bias} of {@link
 * Mlp}; {@code task.t.transfer.weight [d, d]}, {@code task.t.transfer.bias [d]}, G of what task t receives, from t = 1;
 * {@code attention.query}, {@code attention.key}, {@code attention.value}, each {@code [d, d]}, of {@link SlotAttention},
 * or with perStep the same below {@code task.t}; {@code task.t.head.weight [d, 1]}, {@code task.t.head.bias [1]}, behind
 * hidden layers {@code task.t.l.…} with headHidden.
 */
public final class Aitm implements Model {
    private static final List<String> SLOTS = List.of("own", "transferred");

    private final ModelShape shape;
    private final List<Mlp> towers = new ArrayList<>();
    private final List<Linear> transfers = new ArrayList<>(); // of tasks 1 … T−1
    private final List<SlotAttention> attentions = new ArrayList<>(); // likewise
    private final List<Tower> heads = new ArrayList<>();

    private Aitm(AitmOptions options, ModelShape shape, Parameters parameters) {
        this.shape = shape;
        MlpOptions tower = MlpOptions.DEFAULTS.withHidden(options.towerHidden());
        MlpOptions head = MlpOptions.DEFAULTS.withHidden(options.headHidden());
        for (int t = 0; t < shape.tasks(); t++) {
            String name = String.valueOf(t);
            boolean last = t == shape.tasks() - 1; // no other task reads it
            Parameters branch = last
                    ? parameters.in("task").inTask(name, t)
                    : parameters.in("task").in(name);
            towers.add(Mlp.of(branch.in("tower"), shape.concatenated(), tower, options.dropouts()));
            int d = towers.get(t).width();
            if (t > 0) {
                transfers.add(Linear.of(branch.in("transfer"), d, d));
                attentions.add(
                        t == 1 || options.perStep()
                                ? SlotAttention.of(attention(options.perStep() ? branch : parameters, last, t), d)
                                : attentions.get(0));
            }
            heads.add(Tower.of(branch, d, head));
        }
    }

    /** An attention that no other task reads belongs to its task, although its name is that of a shared one. */
    private static Parameters attention(Parameters parent, boolean last, int task) {
        return last ? parent.inTask("attention", task) : parent.in("attention");
    }

    public static Model of(AitmOptions options, ModelShape shape, Parameters parameters) {
        return new Aitm(options, shape, parameters);
    }

    @Override
    public List<Output> forward(List<Tensor> embeddings, Pass pass) {
        Tensor e = shape.concatenated(embeddings.get(0)); // [B, D]
        List<Output> outputs = new ArrayList<>();
        Tensor z = towers.get(0).forward(e, pass); // z_1 = q_1 [B, d]
        for (int t = 0; t < towers.size(); t++) {
            if (t > 0) {
                Tensor q = towers.get(t).forward(e, pass);
                Tensor p = transfers.get(t - 1).forward(z).relu();
                z = attentions.get(t - 1).forward(Tensors.stack(0, List.of(q, p)), weights(t, pass));
            }
            outputs.add(Output.ofLogit(heads.get(t).forward(z, pass)));
        }
        return outputs;
    }

    private static Consumer<Tensor> weights(int t, Pass pass) {
        return w -> pass.observe(
                () -> new Trace.Gate("", Trace.task(t), SLOTS, w.squeeze(2).transpose(0, 1)));
    }

    /** Of the first task's tower: nothing behind it is reached by the first task's loss and by all others. */
    @Override
    public Optional<Variable> lastSharedWeight() {
        List<Linear> layers = towers.get(0).linears();
        return Optional.of(layers.get(layers.size() - 1).weight());
    }

    @Override
    public boolean joint() {
        return true;
    }
}
