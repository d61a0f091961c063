package dev.braid.model;

import dev.braid.nn.Cross;
import dev.braid.nn.Linear;
import dev.braid.nn.Mlp;
import dev.braid.nn.MlpOptions;
import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import java.util.List;

/**
 * Deep and cross network, v1 (Wang, Fu, Fu, Wang, ADKDD 2017) and v2 (Wang et al., WWW 2021). With x₀ = e,
 *
 * <p>v1: {@code x_{l+1} = x₀ (w_l·x_l) + b_l + x_l}; v2: {@code x_{l+1} = x₀ ⊙ (W_l x_l + b_l) + x_l}.
 *
 * <p>Parallel: {@code l = w·[x_L ‖ MLP(e)] + b}; stacked: {@code l = w·MLP(x_L) + b}; cross-only: {@code l = w·x_L + b}.
 * Several tasks are independent copies.
 *
 * <p>Parameters, all below {@code task.t}: {@code cross.…} of {@link Cross}; {@code dnn.…} of {@link Mlp} unless
 * cross-only; {@code head.weight [D + u, 1]} ({@code [u, 1]} stacked, {@code [D, 1]} cross-only), {@code head.bias [1]}.
 * Reads the embeddings {@code "0"} to {@code "T−1"}, one per task.
 */
public final class Dcn implements TaskCopies.Network {
    private final ModelShape shape;
    private final CrossStructure structure;
    private final Cross cross;
    private final Mlp dnn;
    private final Linear head;

    private Dcn(Cross.Form form, CrossStructure structure, MlpOptions mlp, ModelShape shape, Parameters parameters) {
        int d = shape.concatenated();
        this.shape = shape;
        this.structure = structure;
        cross = Cross.of(parameters.in("cross"), d, form);
        dnn = Mlp.of(parameters.in("dnn"), d, structure == CrossStructure.CROSS_ONLY ? MlpOptions.of() : mlp);
        int read = structure == CrossStructure.PARALLEL ? d + dnn.width() : dnn.width();
        head = Linear.of(parameters.in("head"), read, 1);
    }

    /** DCN v1. */
    public static Model v1(DcnOptions options, ModelShape shape, Parameters parameters) {
        return TaskCopies.of(
                shape.tasks(),
                parameters,
                branch -> new Dcn(options.cross(), options.structure(), options.mlp(), shape, branch));
    }

    /** DCN-V2. */
    public static Model v2(DcnV2Options options, ModelShape shape, Parameters parameters) {
        return TaskCopies.of(
                shape.tasks(),
                parameters,
                branch -> new Dcn(options.cross(), options.structure(), options.mlp(), shape, branch));
    }

    @Override
    public Tensor logit(List<Tensor> embeddings, Pass pass) {
        Tensor e = shape.concatenated(embeddings.get(0)); // [B, D]
        Tensor crossed = cross.forward(e); // x_L, [B, D]
        Tensor read =
                switch (structure) {
                    case PARALLEL -> Tensors.concat(1, List.of(crossed, dnn.forward(e, pass)));
                    case STACKED -> dnn.forward(crossed, pass);
                    case CROSS_ONLY -> crossed;
                };
        return head.forward(read).squeeze(1);
    }
}
