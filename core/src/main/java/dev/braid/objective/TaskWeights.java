package dev.braid.objective;

import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import dev.braid.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The declared factors λ_t of the tasks: {@code L = Σ_t λ_t L_t}. */
public final class TaskWeights {
    private final double[] weight;

    /** The factors that a schema's tasks declare. */
    public TaskWeights(Schema schema) {
        weight = schema.tasks().stream().mapToDouble(Task::weight).toArray();
    }

    /** The factor λ_t of a task. */
    public double of(int task) {
        return weight[task];
    }

    /** {@code Σ_t λ_t w_t L_t} with more factors w_t, or null when no task has a loss. */
    public @Nullable Tensor total(List<@Nullable Tensor> losses, double[] factors) {
        Tensor total = null;
        for (int t = 0; t < losses.size(); t++) {
            Tensor loss = losses.get(t);
            if (loss != null) {
                Tensor term = scaled(loss, weight[t] * factors[t]);
                total = total == null ? term : total.add(term);
            }
        }
        return total;
    }

    /** {@code Σ_t λ_t L_t}, or null when no task has a loss. */
    public @Nullable Tensor total(List<@Nullable Tensor> losses) {
        double[] ones = new double[losses.size()];
        Arrays.fill(ones, 1);
        return total(losses, ones);
    }

    /** {@code λ_t L_t} of one task. */
    public Tensor weighted(int task, Tensor loss) {
        return scaled(loss, weight[task]);
    }

    private static Tensor scaled(Tensor loss, double factor) {
        return factor == 1 ? loss : loss.mul(factor);
    }
}
