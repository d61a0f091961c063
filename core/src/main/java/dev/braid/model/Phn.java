package dev.braid.model;

import dev.braid.nn.Cross;
import dev.braid.nn.FieldAttention;
import dev.braid.nn.FieldInteraction;
import dev.braid.nn.InteractionOptions;
import dev.braid.nn.Linear;
import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.nn.ResidualMlp;
import dev.braid.nn.SoftSelectionGate;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Parallel heterogeneous network (Su, Hounye, Cao, Hou, arXiv 2206.09184): a cross network, field interaction layers and
 * an MLP read differently selected embeddings side by side. The residual links follow DE-PHN §III-A. Several tasks are
 * independent copies that share nothing, embeddings included.
 *
 * <p>e_SA = MSA(E), x_b = G_b ⊙ e_SA + (1 − G_b) ⊙ e for each branch b, {@code l = w·[Cross(x_C) ‖ FI(x_F) ‖ DNN(x_N)] +
 * b}.
 *
 * <p>Parameters, all below {@code task.t}: {@code attention.…} of {@link FieldAttention}; {@code select.cross.gate},
 * {@code select.field.gate}, {@code select.dnn.gate}, each {@code [D]}; {@code cross.…} of {@link Cross}; {@code field.…}
 * of {@link FieldInteraction}; {@code dnn.…} of {@link ResidualMlp}; {@code head.weight [2D + u, 1]}, {@code head.bias
 * [1]}. Reads the embeddings {@code "0"} to {@code "T−1"}, one per task.
 */
public final class Phn implements TaskCopies.Network {
    private final ModelShape shape;
    private final UnaryOperator<Tensor> attention;
    private final SoftSelectionGate selectCross;
    private final SoftSelectionGate selectField;
    private final SoftSelectionGate selectDnn;
    private final Cross cross;
    private final FieldInteraction field;
    private final ResidualMlp dnn;
    private final Linear head;

    private Phn(PhnOptions options, ModelShape shape, Parameters parameters) {
        this.shape = shape;
        int d = shape.concatenated();
        InteractionOptions interaction = options.interaction();
        Parameters select = parameters.in("select");
        attention = interaction.attention(parameters.in("attention"), shape.width());
        selectCross = SoftSelectionGate.of(select.in("cross"), d, interaction.selection());
        selectField = SoftSelectionGate.of(select.in("field"), d, interaction.selection());
        selectDnn = SoftSelectionGate.of(select.in("dnn"), d, interaction.selection());
        cross = interaction.cross(parameters.in("cross"), d);
        field = interaction.fieldInteraction(parameters.in("field"), shape.fields());
        dnn = ResidualMlp.of(parameters.in("dnn"), d, options.mlp(), interaction.residual());
        head = Linear.of(parameters.in("head"), 2 * d + options.mlp().width(d), 1);
    }

    public static Model of(PhnOptions options, ModelShape shape, Parameters parameters) {
        return TaskCopies.of(shape.tasks(), parameters, branch -> new Phn(options, shape, branch));
    }

    @Override
    public Tensor logit(List<Tensor> inputs, Pass pass) {
        Tensor embeddings = inputs.get(0); // [B, F, k]
        Tensor e = shape.concatenated(embeddings); // [B, D]
        Tensor attended = shape.concatenated(attention.apply(embeddings)); // [B, D]
        Tensor xC = selectCross.forward(attended, e, pass);
        Tensor xF = selectField.forward(attended, e, pass);
        Tensor xN = selectDnn.forward(attended, e, pass);
        Tensor fieldwise = field.forward(xF.reshape(-1, shape.fields(), shape.width()));
        List<Tensor> branches = List.of(cross.forward(xC), shape.concatenated(fieldwise), dnn.forward(xN, pass));
        return head.forward(Tensors.concat(1, branches)).squeeze(1);
    }
}
