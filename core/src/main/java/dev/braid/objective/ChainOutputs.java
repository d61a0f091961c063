package dev.braid.objective;

import dev.braid.model.Output;
import dev.braid.schema.Schema;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model says over all rows about chained tasks, whose outputs are probabilities given the parent: the product along
 * the chain. Everything is computed from log-odds. Of {@code p = σ(a)·σ(b)} these are
 *
 * <pre>{@code
 * (1 − p)/p = e^−a + e^−b + e^−(a+b)    so    ln p/(1 − p) = a − softplus(softplus(a) − b)
 * }</pre>
 *
 * and the cross-entropy of that logit is the one that {@code ln p = −softplus(−a) − softplus(−b)} and {@code ln(1 − p) =
 * log1mexp(−ln p)} give, but it needs no lower bound on {@code −ln p}: where both logits are large it keeps its value and
 * its gradient.
 */
public final class ChainOutputs {
    private final int[] parents;

    /** The chains that a schema's tasks declare. */
    public ChainOutputs(Schema schema) {
        this.parents = schema.parents();
    }

    /**
     * @param outputs one per task, of a task with a parent given that the parent is positive
     * @return per task the probability of it and all its ancestors; what stands behind the tasks is left out
     */
    public List<Output> over(List<Output> outputs) {
        List<Output> chained = new ArrayList<>();
        for (int t = 0; t < parents.length; t++) {
            Output own = outputs.get(t);
            chained.add(parents[t] < 0 ? own : both(chained.get(parents[t]), own));
        }
        return chained;
    }

    /** The output of two things that both happen, the second with a probability given the first. */
    public static Output both(Output first, Output second) {
        Tensor a = first.logit();
        return Output.ofLogit(a.sub(softplus(softplus(a).sub(second.logit()))));
    }

    /** {@code ln(1 + e^x)} to the last digit for any x: the cross-entropy of the logit x against label 0. */
    private static Tensor softplus(Tensor x) {
        return x.binaryCrossEntropy(Tensors.zeros(x.dtype(), x.shape()));
    }
}
