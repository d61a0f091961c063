package dev.braid.objective;

import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import dev.braid.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The declared factors λ_t of the tasks: {@code L = Σ_t λ_t L_t}. */
public final class TaskWeights {
    private final double[] weight;

    /** The factors that a schema's tasks declare. */
    public TaskWeights(Schema schema) {
        weight = schema.tasks().stream().mapToDouble(Task::weight).toArray();
    }

    /** {@code Σ_t λ_t L_t}, or null when no task has a loss. */
    public @Nullable Tensor total(List<@Nullable Tensor> losses) {
        Tensor total = null;
        for (int t = 0; t < losses.size(); t++) {
            Tensor loss = losses.get(t);
            if (loss != null) {
                Tensor term = weight[t] == 1 ? loss : loss.mul(weight[t]);
                total = total == null ? term : total.add(term);
            }
        }
        return total;
    }
}
