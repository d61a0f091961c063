package dev.braid.tensor;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Reverse-mode differentiation. */
public final class Gradients {
    private Gradients() {}

    /**
     * The gradients of a scalar. The graph behind {@code loss} is consumed.
     *
     * @param loss a tensor with one element
     * @param wrt variables, or tensors made by {@link Tensors#leaf}
     * @return a gradient of the shape of each, or null where the loss does not depend on it; owned by the innermost scope
     */
    public static List<@Nullable Tensor> of(Tensor loss, List<? extends Tensor> wrt) {
        return compute(loss, wrt, false);
    }

    /** As {@link #of}, but the graph stays, so that another scalar over it can be differentiated. */
    public static List<@Nullable Tensor> ofRetaining(Tensor loss, List<? extends Tensor> wrt) {
        return compute(loss, wrt, true);
    }

    private static List<@Nullable Tensor> compute(Tensor loss, List<? extends Tensor> wrt, boolean retain) {
        if (loss.rank() != 0 && java.util.Arrays.stream(loss.shape()).reduce(1, (a, b) -> a * b) != 1) {
            throw new ShapeMismatch("Gradients.of", "wants one element", loss.shape());
        }
        Scope scope = Scope.current("Gradients.of");
        NativeTensor root = NativeTensor.of(loss);
        List<GradientCut> cuts = Scope.openCuts();
        List<org.bytedeco.pytorch.Tensor> nodes = new ArrayList<>();
        wrt.forEach(w -> nodes.add(NativeTensor.of(w).pointer("Gradients.of")));
        cuts.forEach(cut -> nodes.add(cut.after()));
        org.bytedeco.pytorch.Tensor[] sums = new org.bytedeco.pytorch.Tensor[nodes.size()];
        if (root.pointer("Gradients.of").requires_grad()) {
            accumulate(sums, grad(root.pointer("Gradients.of"), nodes, null, retain || !cuts.isEmpty()));
        }
        for (int i = cuts.size() - 1; i >= 0; i--) {
            org.bytedeco.pytorch.Tensor arriving = sums[wrt.size() + i];
            GradientCut cut = cuts.get(i);
            if (arriving != null && cut.before().requires_grad()) {
                List<org.bytedeco.pytorch.Tensor> earlier = nodes.subList(0, wrt.size() + i);
                accumulate(sums, grad(cut.before(), earlier, cut.backward().apply(arriving), true));
            }
        }
        List<@Nullable Tensor> result = new ArrayList<>();
        for (int i = 0; i < wrt.size(); i++) {
            result.add(sums[i] == null ? null : new NativeTensor(scope.own(sums[i])));
        }
        return result;
    }

    private static org.bytedeco.pytorch.Tensor[] grad(
            org.bytedeco.pytorch.Tensor output,
            List<org.bytedeco.pytorch.Tensor> inputs,
            org.bytedeco.pytorch.@Nullable Tensor arriving,
            boolean retain) {
        org.bytedeco.pytorch.Tensor[] gradients = new org.bytedeco.pytorch.Tensor[inputs.size()];
        if (inputs.isEmpty()) {
            return gradients;
        }
        TensorVector found = torch.grad(
                new TensorVector(output),
                new TensorVector(inputs.toArray(org.bytedeco.pytorch.Tensor[]::new)),
                arriving == null ? new TensorVector() : new TensorVector(arriving),
                new BoolOptional(retain),
                false,
                true);
        for (int i = 0; i < gradients.length; i++) {
            org.bytedeco.pytorch.Tensor gradient = found.get(i);
            // A copy of the handle: the vector's element is a reference that dies with the vector.
            gradients[i] = gradient.defined() ? new org.bytedeco.pytorch.Tensor(gradient) : null;
        }
        return gradients;
    }

    private static void accumulate(org.bytedeco.pytorch.Tensor[] sums, org.bytedeco.pytorch.Tensor[] more) {
        for (int i = 0; i < more.length; i++) {
            if (more[i] != null) {
                sums[i] = sums[i] == null ? more[i] : sums[i].add(more[i]);
            }
        }
    }
}
